using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ReachTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_row_read_is_the_book_written() => SomeBook.Said.Sample(said =>
    {
        var book = SomeBook.Of(said);

        var row = ReachRow.Write(book);

        Assert.Equal(book.Mentions, ReachRow.ReadBook(row).Mentions);
        Assert.Equal((book.ChangedAt, book.Now is not null), (ReachRow.ReadBook(row).ChangedAt, ReachRow.IsInForce(row)));
        Assert.Equal(book.Now ?? book.Mentions[^1].School, ReachRow.Read(row));
    });

    [Fact]
    public void A_book_of_any_length_fits_its_row_in_parts_that_storage_takes()
    {
        var book = Enumerable.Range(0, 200).Aggregate(ServedBook.Empty, (said, n) => said.Say($"import-{n:D32}", Served with { Name = "Escuela Niños", StatedAt = Some.Moment.AddDays(n) }, Some.Moment.AddDays(n)));

        var row = ReachRow.Write(book);

        Assert.Equal(book.Mentions, ReachRow.ReadBook(row).Mentions);
        Assert.InRange(row.Select(cell => cell.Value).OfType<string>().Max(text => text.Length), 30_000, 30_000);
    }

    [Fact]
    public async Task What_was_counted_on_a_past_day_is_told_again_whatever_was_said_and_taken_back_since()
    {
        var clock = new FakeTimeProvider(Some.Moment);
        var reach = new ReachTable(await TestStorage.New(), clock);
        var other = Served with { Key = "359000100002" };
        await reach.Count([Served, other], "ARL-7K3F-9QZ2", Cancel);
        clock.Advance(TimeSpan.FromDays(1));
        var then = clock.GetUtcNow();
        var before = await reach.AsOf(then, Cancel);
        clock.Advance(TimeSpan.FromDays(1));

        await reach.Count([Served with { Students = 9, StudentsStatedAt = then, StatedAt = then }, Served with { Key = "359000100003" }], "import-1", Cancel);
        await reach.TakeBack([other], "ARL-7K3F-9QZ2", Cancel);

        Assert.Equal(Told(before), Told(await reach.AsOf(then, Cancel)));
        Assert.Equal(["359000100001 9", "359000100003 210"], Told(await reach.All(Cancel)));
        Assert.Equal(Told(await reach.All(Cancel)), Told(await reach.AsOf(clock.GetUtcNow(), Cancel)));
        Assert.Empty(await reach.AsOf(Some.Moment.AddTicks(-1), Cancel));
    }

    [Fact]
    public async Task A_school_whose_every_word_was_taken_back_counts_nowhere()
    {
        var reach = new ReachTable(await TestStorage.New(), TimeProvider.System);
        var typed = Served with { Key = "typed-1" };
        await reach.Count([Served, typed], "import-1", Cancel);

        var change = await reach.TakeBack([Served, typed], "import-1", Cancel);

        Assert.Equal(new ReachChange(0, 0, 0, 2), change);
        Assert.Empty(await reach.All(Cancel));
        Assert.Empty(await reach.IntroducedIn(new(Served.IntroducedOn, Served.IntroducedOn), Cancel));
        Assert.Empty(await reach.ServedIn(Served.District!.Value, Cancel));
        Assert.False(await reach.IsServed("typed-1", Served.State, Cancel));
    }

    [Fact]
    public void A_row_from_before_facts_had_a_time_of_their_own_is_read_as_it_was()
    {
        var merged = ServedSchool.Merge(Served with { Locale = null, StatedAt = Some.Moment.AddDays(1) }, Served);
        var row = ReachRow.Write(ServedBook.Empty.Say("import-1", merged, Some.Moment));
        Assert.Equal(merged, ReachRow.Read(row));
        Assert.Equal(["locale"], ReachRow.Read(row).ToldApart!.Keys);

        row.Remove("ToldApart");
        row["Mentions0"] = row.GetString("Mentions0").Replace("\"ToldApart\":", "\"Unread\":", StringComparison.Ordinal);

        Assert.Equal(merged with { ToldApart = null }, ReachRow.Read(row));
        Assert.Equal(merged with { ToldApart = null }, ReachRow.ReadBook(row).Now);
    }

    [Fact]
    public async Task A_row_from_before_words_were_kept_counts_and_can_be_added_to()
    {
        var storage = await TestStorage.New();
        var old = ReachRow.Write(ServedBook.Empty.Say("old", Served, Some.Moment));
        foreach (var column in (string[])["Mentions0", "InForce", "ChangedAt"])
            old.Remove(column);
        await storage.Table(TableNames.Reach).AddEntityAsync(old, Cancel);
        var reach = new ReachTable(storage, TimeProvider.System);

        var change = await reach.Count([Served with { Organizations = ["Bridge"] }], "import-1", Cancel);

        Assert.Equal(new ReachChange(0, 1, 0), change);
        Assert.Equal(["Bridge", "Learning Partners"], Assert.Single(await reach.All(Cancel)).Organizations);
    }

    [Fact]
    public async Task Writers_beside_each_other_leave_the_merge_of_all_they_said()
    {
        var reach = new ReachTable(await TestStorage.New(), TimeProvider.System);
        var mentions = Mentions.Array[200].Single();

        await Task.WhenAll(mentions.Chunk(25).Index().Select(part => reach.Count(part.Item, $"import-{part.Index}", Cancel)));

        var now = ReachFigures.Of(await reach.All(Cancel), RequestCounts.None, Some.Moment);
        var expected = ReachFigures.Of(mentions, RequestCounts.None, Some.Moment);
        Assert.Equal(Json(expected), Json(now));
        Assert.Equal(new ReachChange(0, 0, mentions.Select(school => school.Key).Distinct().Count()), await reach.Count(mentions, "import-again", Cancel));
    }

    [Fact]
    public async Task A_school_whose_state_is_told_differently_still_counts_once()
    {
        var reach = new ReachTable(await TestStorage.New(), TimeProvider.System);

        await reach.Count([Served], "import-1", Cancel);
        await reach.Count([Served with { State = UsState.Parse("TX"), StatedAt = Some.Moment.AddDays(1) }], "import-2", Cancel);

        Assert.Equal("TX", Assert.Single(await reach.All(Cancel)).State.Code);
    }

    [Fact]
    public async Task An_introduced_request_is_counted_once_and_its_work_is_done()
    {
        var storage = await TestStorage.New();
        var requests = new OneRequest(new("ARL-7K3F-9QZ2", [Served, Served with { Key = "359000100002" }]));
        var count = new CountReach(Work(storage), requests, new ReachTable(storage, TimeProvider.System), Soon(storage));

        await Task.WhenAll(count.Run(new("ARL-7K3F-9QZ2"), Cancel), count.Run(new("ARL-7K3F-9QZ2"), Cancel));
        await count.Run(new("ARL-7K3F-9QZ2"), Cancel);

        Assert.Equal(2, (await new ReachTable(storage, TimeProvider.System).All(Cancel)).Count);
        Assert.False(requests.Owed);
    }

    [Fact]
    public async Task A_request_whose_schools_could_not_be_counted_stays_owed()
    {
        var storage = await TestStorage.New();
        await storage.Table(TableNames.Reach).DeleteAsync(Cancel);
        var requests = new OneRequest(new("ARL-7K3F-9QZ2", [Served]));

        await Assert.ThrowsAnyAsync<Exception>(() => new CountReach(Work(storage), requests, new ReachTable(storage, TimeProvider.System), Soon(storage)).Run(new("ARL-7K3F-9QZ2"), Cancel));

        Assert.True(requests.Owed);
    }

    [Fact]
    public async Task The_schools_of_a_period_are_those_first_introduced_on_its_days()
    {
        var reach = new ReachTable(await TestStorage.New(), TimeProvider.System);
        var first = Served.IntroducedOn;
        await reach.Count(Enumerable.Range(0, 5).Select(n => Served with { Key = $"35900010000{n}", IntroducedOn = first.AddDays(n - 1) }), "import-1", Cancel);

        var schools = await reach.IntroducedIn(new(first, first.AddDays(2)), Cancel);

        Assert.Equal(["359000100001", "359000100002", "359000100003"], schools.Select(school => school.Key).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Told(IEnumerable<ServedSchool> schools) => schools.Select(school => $"{school.Key} {school.Students}").Order(StringComparer.Ordinal);

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
