using Arl.Domain.Coaches;
using Arl.Domain.Reach;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Arl.Tests.Reach;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Imports;

/// <summary>Imports may be applied late, in any order and beside each other: what was accepted last is believed.</summary>
public sealed class ImportOrderTests
{
    private static readonly ImportStamp s_first = new(Some.Moment, "first");
    private static readonly ImportStamp s_second = new(Some.Moment.AddMinutes(1), "second");
    private static readonly ImportStamp s_third = new(Some.Moment.AddMinutes(2), "third");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_import_of_coaches_that_is_applied_late_adds_who_is_missing_and_changes_nobody()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([With(capacity: 2)], s_second, Cancel);

        var late = await network.Coaches.Import([With(capacity: 9), Some.Coach with { Id = "new" }], s_first, Cancel);

        Assert.Equal(new(1, 0, 1), late);
        Assert.Equal(2, await Capacity(network));
    }

    [Fact]
    public async Task What_an_import_only_says_again_stands_against_an_older_one_too()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([With(capacity: 2)], s_first, Cancel);

        var again = await network.Coaches.Import([With(capacity: 2)], s_third, Cancel);
        await network.Coaches.Import([With(capacity: 9)], s_second, Cancel);

        Assert.Equal(new(0, 0, 1), again);
        Assert.Equal(2, await Capacity(network));
    }

    [Fact]
    public async Task Of_two_imports_of_one_moment_the_same_one_wins_in_either_order()
    {
        await using var network = await TestNetwork.Start();
        await using var other = await TestNetwork.Start();
        var (a, b) = (s_first with { ImportId = "a" }, s_first with { ImportId = "b" });

        await network.Coaches.Import([With(capacity: 1)], a, Cancel);
        await network.Coaches.Import([With(capacity: 2)], b, Cancel);
        await other.Coaches.Import([With(capacity: 2)], b, Cancel);
        await other.Coaches.Import([With(capacity: 1)], a, Cancel);

        Assert.Equal((2, 2), (await Capacity(network), await Capacity(other)));
    }

    [Fact]
    public async Task Imports_that_add_the_same_coach_at_one_moment_all_succeed_and_the_newest_is_believed()
    {
        await using var network = await TestNetwork.Start();

        var counts = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => network.Coaches.Import([With(capacity: n)], new(Some.Moment.AddMinutes(n), $"import-{n}"), Cancel)));

        Assert.Equal(1, counts.Sum(count => count.New));
        Assert.Equal(8, await Capacity(network));
    }

    [Fact]
    public async Task Coaches_that_are_only_said_again_owe_no_plan()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], s_first, Cancel);
        await network.Settle();

        await network.Coaches.Import([Some.Coach], s_second, Cancel);

        Assert.False(await network.Get<Arl.Functions.Matching.PlanOwed>().IsPending(Cancel));
    }

    [Fact]
    public async Task A_roster_that_staff_load_again_goes_above_the_one_between_but_not_when_only_the_queue_repeats_it()
    {
        await using var network = await TestNetwork.Start();
        var room = network.Get<ImportRoom>();
        var before = File(With(capacity: 1));
        var first = await room.Take(CoachImport.Name, before, "ana", Cancel);
        network.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Take(CoachImport.Name, File(With(capacity: 2)), "jo", Cancel);

        await OweAgain(network, CoachImport.Name, first.ImportId);
        await network.Function<ApplyImport>().Run(new(CoachImport.Name, first.ImportId), Cancel);
        Assert.Equal(2, await Capacity(network));

        network.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.Load(CoachImport.Name, before.File, "ana", Cancel);
        Assert.Equal(1, await Capacity(network));
    }

    [Fact]
    public async Task A_served_file_in_another_order_reports_every_school_unchanged()
    {
        await using var network = await ReachNetwork.Open(Some.School, Some.Neighbor);
        const string Header = "school_id,students,introduced_on,organization\n";
        await network.PostServed(Header + "359000100001,100,2020-09-14,Bridge\n359000100002,200,2020-09-14,Bridge\n");
        network.Clock.Advance(TimeSpan.FromMinutes(1));

        var (_, body) = await network.PostServed(Header + "359000100002,200,2020-09-14,Bridge\n359000100001,100,2020-09-14,Bridge\n");

        Assert.Contains("\"newSchools\":0,\"changed\":0,\"unchanged\":2", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_said_again_stands_against_an_older_import_that_is_applied_late()
    {
        await using var network = await ReachNetwork.Open();
        var served = network.Get<IEnumerable<IImportKind>>().Single(kind => kind.Kind == ServedImport.Name);
        BinaryData Students(int students) => ServedImport.Write([SomeReach.Served with { Source = FactSource.Staff, StudentsSource = FactSource.Staff, Students = students }]);
        await served.Apply(Students(100), s_first, Cancel);

        var again = await served.Apply(Students(100), s_third, Cancel);
        var late = await served.Apply(Students(200), s_second, Cancel);

        Assert.Equal((new ImportCounts(0, 0, 1), new ImportCounts(0, 0, 1)), (again, late));
        Assert.Equal(100, Assert.Single(await network.Get<ReachTable>().All(Cancel)).Students);
    }

    private static Coach With(int capacity) => Some.Coach with { Capacity = capacity };

    private static AcceptedFile File(Coach coach) => new(new BinaryData($"capacity {coach.Capacity}").ToMemory(), CoachImport.Write([coach]), 1);

    private static async Task<int> Capacity(TestNetwork network) => (await network.Coaches.Get(Some.Coach.Id, Cancel))!.Load.Coach.Capacity;

    /// <summary>As a crash leaves an import: accepted and not yet applied.</summary>
    private static async Task OweAgain(TestNetwork network, string kind, string id)
    {
        var table = network.Storage.Table(TableNames.Imports);
        var owed = OutboxMessage.For(kind, $"{id}_apply", QueueNames.ApplyImports, new ImportDue(kind, id));
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(kind, id) { ["State"] = "Accepted" }, Azure.ETag.All), owed.Add(Some.Moment)], Cancel);
    }
}
