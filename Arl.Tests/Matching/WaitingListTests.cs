using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Xunit;
using static Arl.Tests.Matching.Waiting;

namespace Arl.Tests.Matching;

public sealed class WaitingListTests
{
    private static readonly School s_arizona = Some.School with { Id = NcesSchoolId.Parse("040000200001"), Name = "Canyon School", State = UsState.Parse("AZ") };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Places_are_arranged_so_that_all_are_served_who_can_be()
    {
        await using var network = await TestNetwork.Start(s_arizona);
        var flexible = await Ask(network, "ana@mesa.example");
        var onlyOne = await Ask(network, "lee@canyon.example", s_arizona, anHourLater: true); // So that the first is matched first, with all places still free.
        await network.Settle();

        // Best for the first by far, but the only one whom the second may have.
        await network.Coaches.Import(
        [
            Some.Coach with { Id = "a-everywhere", Capacity = 1 },
            Some.Coach with { Id = "b-new-mexico", Capacity = 1, States = new HashSet<UsState> { UsState.Parse("NM") }, Needs = new HashSet<string> { "multilingual-learners" }, TimeZone = "Pacific/Honolulu" },
        ], Cancel);
        await network.Settle();

        Assert.Equal("b-new-mexico", (await Stored(network, flexible)).Match!.CoachId);
        Assert.Equal("a-everywhere", (await Stored(network, onlyOne)).Match!.CoachId);
        Assert.Equal("fits better, but in the plan for all who wait its places do more for others", Assert.Single((await Stored(network, flexible)).Match!.Next).Why);
    }

    [Fact]
    public async Task Many_changes_at_once_are_one_plan()
    {
        await using var network = await TestNetwork.Start();
        await Ask(network, "ana@mesa.example");
        await network.Settle();
        for (var n = 1; n <= 5; n++)
        {
            network.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await network.Coaches.Import([Some.Coach with { Id = $"coach-{n}", Needs = new HashSet<string> { "literacy" } }], Cancel);
        }

        await network.Settle();

        Assert.Single(network.Logs.Lines, line => line.Contains("Planned 1 waiting requests", StringComparison.Ordinal));
        Assert.False(await network.Get<PlanOwed>().IsPending(Cancel));
    }

    [Fact]
    public async Task Changes_that_never_stop_do_not_keep_the_plan_from_being_made()
    {
        await using var network = await TestNetwork.Start();
        var plan = network.Get<PlanOwed>();
        var table = network.Storage.Table(TableNames.Coaches);
        var planned = 0;
        for (var second = 0; second < 40; second++)
        {
            var due = new PlanDue(network.Clock.GetUtcNow());
            await table.SubmitTransactionAsync([plan.Owe().Action], Cancel);
            network.Clock.Advance(TimeSpan.FromSeconds(1));
            await table.SubmitTransactionAsync([plan.Owe().Action], Cancel);
            planned += await plan.Claim(due, Cancel) is null ? 0 : 1;
        }

        Assert.InRange(planned, 1, 10);
    }

    [Fact]
    public async Task Who_comes_while_a_freed_place_is_being_planned_joins_the_waiting_and_overtakes_nobody()
    {
        await using var network = await TestNetwork.Start();
        var waits = await Ask(network, "first@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);

        var comes = await Ask(network, "second@mesa.example", anHourLater: true);
        await network.Get<MatchOne>().Run(comes, Cancel);
        Assert.Equal([RequestState.Waiting, RequestState.Waiting], await States(network, waits, comes));
        await network.Settle();

        Assert.Equal([RequestState.Introduced, RequestState.Waiting], await States(network, waits, comes));
        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is full.", (await Stored(network, comes)).WaitingBecause);
    }

    [Fact]
    public async Task Each_night_all_are_planned_and_why_they_wait_is_brought_up_to_date()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 0 }], Cancel);

        await network.Function<PlanEachNight>().Run(new TimerInfo(), Cancel);

        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is full.", (await Stored(network, reference)).WaitingBecause);
    }

    [Fact]
    public async Task What_a_coach_has_done_is_remembered_and_what_came_to_nothing_is_not()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Settle();
        var kept = await Ask(network, "first@mesa.example");
        var withdrawn = await Ask(network, "second@mesa.example", Some.Neighbor);
        await network.Settle();

        await network.Coaches.Free(kept, Some.Coach.Id, completed: true, Cancel);
        await Withdraw(network, withdrawn);
        await network.Settle();

        var load = Assert.Single(await network.Coaches.All(Cancel)).Load;
        Assert.Equal((0, 1, 1), (load.Taken, load.Experience.Districts[Some.School.District], load.Experience.Places[LocaleType.Rural]));
    }

    [Fact]
    public async Task A_school_that_was_served_before_has_less_need_the_next_time()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Settle();
        var first = await Ask(network, "first@mesa.example");
        await network.Settle();

        var second = await Ask(network, "second@mesa.example");
        var neighbor = await Ask(network, "third@mesa.example", Some.Neighbor);

        Assert.Equal((0, 20, 0), ((await Stored(network, first)).NeedIndex.EarlierHelp, (await Stored(network, second)).NeedIndex.EarlierHelp, (await Stored(network, neighbor)).NeedIndex.EarlierHelp));
    }
}
