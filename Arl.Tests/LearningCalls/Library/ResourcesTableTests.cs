using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourcesTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_resource_written_is_the_resource_read(bool isFile)
    {
        await using var network = await TestNetwork.Start();
        var written = SomeResource.Guide with
        {
            Link = isFile ? null : SomeResource.Guide.Link,
            File = isFile ? new("letter.pdf", "a-blob", 1234, "application/pdf") : null,
            Levels = new HashSet<SchoolLevel> { SchoolLevel.High },
            FromEngagement = Reference.Create(3, 4711),
            ListedAt = Some.Moment,
        };

        await network.Get<ResourcesTable>().Add(written, "coach-1", Cancel);

        var read = (await network.Get<ResourcesTable>().Get(written.Id, Cancel))!.Resource;
        Assert.Equivalent(written, read, strict: true);
    }

    [Fact]
    public async Task The_same_id_makes_one_resource()
    {
        await using var network = await TestNetwork.Start();
        var table = network.Get<ResourcesTable>();

        Assert.True(await table.Add(SomeResource.Guide, "coach-1", Cancel));
        Assert.False(await table.Add(SomeResource.Guide with { Title = "Another" }, "coach-1", Cancel));

        Assert.Equal(SomeResource.Guide.Title, Assert.Single(await table.All(Cancel)).Title);
        Assert.Equal(("coach-1", "shared"), (await table.History(SomeResource.Guide.Id, 9, Cancel)) is [var only] ? (only.By, only.What) : default);
    }

    [Fact]
    public async Task Only_what_staff_listed_is_listed()
    {
        await using var network = await TestNetwork.Start();
        var table = network.Get<ResourcesTable>();
        foreach (var state in Enum.GetValues<ResourceState>())
            await table.Add(SomeResource.Number((int)state) with { State = state }, "coach-1", Cancel);

        Assert.Equal(ResourceState.Listed, Assert.Single(await table.Listed(Cancel)).State);
    }

    [Fact]
    public async Task Of_five_opens_at_the_same_moment_none_is_lost()
    {
        await using var network = await TestNetwork.Start();
        await network.Get<ResourcesTable>().Add(SomeResource.Guide, "coach-1", Cancel);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => network.Get<ResourceUses>().Count(SomeResource.Guide.Id, Cancel)));

        Assert.Equal(5, Assert.Single(await network.Get<ResourcesTable>().Listed(Cancel)).UsesInYear(Some.Today));
    }

    [Fact]
    public async Task It_was_listed_when_staff_first_did_so_however_often_they_take_it_back()
    {
        await using var network = await TestNetwork.Start();
        var (table, edits) = (network.Get<ResourcesTable>(), network.Get<ResourceEdits>());
        await table.Add(SomeResource.Guide with { State = ResourceState.Proposed, SharedAt = Some.Moment.AddDays(-30) }, "coach-1", Cancel);
        var facts = new ResourceFacts(SomeResource.Guide.Title, SomeResource.Guide.Link, SomeResource.Guide.Needs, SomeResource.Guide.Levels, SomeResource.Guide.Note, FromEngagement: null);
        async Task<string> Seen() => (await table.Get(SomeResource.Guide.Id, Cancel))!.Version;
        await edits.Save(SomeResource.Guide.Id, facts, ResourceState.Listed, await Seen(), "Kim", "It is sound.", Cancel);
        network.Clock.Advance(TimeSpan.FromDays(9));
        await edits.Withdraw(SomeResource.Guide.Id, await Seen(), "Kim", "It names a student.", Cancel);
        await edits.Save(SomeResource.Guide.Id, facts, ResourceState.Listed, await Seen(), "Kim", "It does not.", Cancel);

        Assert.Equal([Some.Moment], await table.ListedOnce(Cancel));
    }

    [Fact]
    public async Task A_use_counts_in_the_month_of_the_networks_calendar()
    {
        await using var network = await TestNetwork.Start();
        await network.Get<ResourcesTable>().Add(SomeResource.Guide, "coach-1", Cancel);
        network.Clock.Advance(new DateTimeOffset(2026, 12, 1, 4, 59, 0, TimeSpan.Zero) - Some.Moment); // November 30, 23:59 in New York.

        await network.Get<ResourceUses>().Count(SomeResource.Guide.Id, Cancel);
        network.Clock.Advance(TimeSpan.FromMinutes(1));
        await network.Get<ResourceUses>().Count(SomeResource.Guide.Id, Cancel);

        var uses = (await network.Get<ResourcesTable>().All(Cancel))[0].Uses;
        Assert.Equal([(new DateOnly(2026, 11, 1), 1), (new(2026, 12, 1), 1)], uses.Select(use => (use.Key, use.Value)).Order());
    }

    [Fact]
    public async Task No_other_text_than_an_id_is_asked_for()
    {
        await using var network = await TestNetwork.Start();

        Assert.Null(await network.Get<ResourcesTable>().Get("../x' or 1 eq 1", Cancel));
    }

    [Fact]
    public async Task Nothing_but_a_count_is_kept_of_an_opening()
    {
        await using var network = await TestNetwork.Start();

        await network.Get<ResourceUses>().Count(SomeResource.Guide.Id, Cancel);

        var rows = await network.Storage.Table(TableNames.Resources).QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal(["opened_2026-11-24", $"uses_{SomeResource.Guide.Id}_2026-11"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal(["Count", "PartitionKey", "RowKey", "Timestamp", "odata.etag"], row.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task The_link_of_a_coachs_page_is_good_for_ninety_days_and_for_that_coach_alone()
    {
        await using var network = await TestNetwork.Start();
        var links = network.Get<LibraryLinks>();
        var parts = links.PathOf("coach-1").Split('/');

        Assert.NotNull(links.Open("coach-1", parts[3], parts[4]));
        Assert.Null(links.Open("coach-2", parts[3], parts[4]));
        Assert.Null(links.Open("coach-1", "20991231", parts[4]));
        network.Clock.Advance(LibraryLinks.StaysOpen);
        Assert.NotNull(links.Open("coach-1", parts[3], parts[4]));
        network.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(links.Open("coach-1", parts[3], parts[4]));
    }
}
