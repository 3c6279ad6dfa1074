using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ReachTableTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_row_read_is_the_school_written() => Mentions.Sample(mention => Assert.Equal(mention, ReachRow.Read(ReachRow.Write(mention))));

    [Fact]
    public async Task Writers_beside_each_other_leave_the_merge_of_all_they_said()
    {
        var reach = new ReachTable(await azurite.NewStorage());
        var mentions = Mentions.Array[200].Single();

        await Task.WhenAll(mentions.Chunk(25).Select(part => reach.Count(part, Cancel)));

        var now = ReachFigures.Of(await reach.All(Cancel), RequestCounts.None, Some.Moment);
        var expected = ReachFigures.Of(mentions, RequestCounts.None, Some.Moment);
        Assert.Equal(Json(expected), Json(now));
        Assert.Equal(new ReachChange(0, 0, mentions.Select(school => school.Key).Distinct().Count()), await reach.Count(mentions, Cancel));
    }

    [Fact]
    public async Task A_school_whose_state_is_told_differently_still_counts_once()
    {
        var reach = new ReachTable(await azurite.NewStorage());

        await reach.Count([Served], Cancel);
        await reach.Count([Served with { State = UsState.Parse("TX"), StatedAt = Some.Moment.AddDays(1) }], Cancel);

        Assert.Equal("TX", Assert.Single(await reach.All(Cancel)).State.Code);
    }

    [Fact]
    public async Task An_introduced_request_is_counted_once_and_its_work_is_done()
    {
        var storage = await azurite.NewStorage();
        var requests = new OneRequest(new("ARL-7K3F-9QZ2", [Served, Served with { Key = "359000100002" }]));
        var count = new CountReach(Work(storage), requests, new ReachTable(storage), Soon(storage));

        await Task.WhenAll(count.Run(new("ARL-7K3F-9QZ2"), Cancel), count.Run(new("ARL-7K3F-9QZ2"), Cancel));
        await count.Run(new("ARL-7K3F-9QZ2"), Cancel);

        Assert.Equal(2, (await new ReachTable(storage).All(Cancel)).Count);
        Assert.False(requests.Owed);
    }

    [Fact]
    public async Task A_request_whose_schools_could_not_be_counted_stays_owed()
    {
        var storage = await azurite.NewStorage();
        await storage.Table(TableNames.Reach).DeleteAsync(Cancel);
        var requests = new OneRequest(new("ARL-7K3F-9QZ2", [Served]));

        await Assert.ThrowsAnyAsync<Exception>(() => new CountReach(Work(storage), requests, new ReachTable(storage), Soon(storage)).Run(new("ARL-7K3F-9QZ2"), Cancel));

        Assert.True(requests.Owed);
    }

    [Fact]
    public async Task The_schools_of_a_period_are_those_first_introduced_on_its_days()
    {
        var reach = new ReachTable(await azurite.NewStorage());
        var first = Served.IntroducedOn;
        await reach.Count(Enumerable.Range(0, 5).Select(n => Served with { Key = $"35900010000{n}", IntroducedOn = first.AddDays(n - 1) }), Cancel);

        var schools = await reach.IntroducedIn(new(first, first.AddDays(2)), Cancel);

        Assert.Equal(["359000100001", "359000100002", "359000100003"], schools.Select(school => school.Key).Order(StringComparer.Ordinal));
    }

    private static string Json(ReachFigures figures) => System.Text.Json.JsonSerializer.Serialize(figures, DomainJson.Options);

    private static PublishSoon Soon(ArlStorage storage) => new(storage, Options.Create(new PublishOptions()), TimeProvider.System);

    private static QueueWork Work(ArlStorage storage) => new(new QueueFailures(storage, TimeProvider.System), NullLogger<QueueWork>.Instance);

    private sealed class OneRequest(ServedRequest request) : IServedRequests
    {
        public bool Owed { get; private set; } = true;

        public Task<ServedRequest?> Get(string reference, CancellationToken cancel) => Task.FromResult(Owed ? request : null);

        public Task Counted(ServedRequest done, CancellationToken cancel)
        {
            Owed = false;
            return Task.CompletedTask;
        }
    }
}
