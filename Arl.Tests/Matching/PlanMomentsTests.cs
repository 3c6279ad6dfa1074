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

/// <summary>What happens in the middle of a plan: withdrawals, deaths, others at the same work.</summary>
public sealed class PlanMomentsTests
{
    /// <summary>Two as the planner takes its turn, one as it keeps it.</summary>
    private const int LooksBeforeReserving = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_changes_under_the_plan_is_skipped_and_planned_again()
    {
        await using var network = await TestNetwork.Start();
        var first = await Ask(network, "first@mesa.example");
        var second = await Ask(network, "second@mesa.example", anHourLater: true);
        var third = await Ask(network, "third@mesa.example", anHourLater: true);
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 2 }], Cancel);

        network.Clock.BeforeNextLook(() => Withdraw(network, second), LooksBeforeReserving); // While the place of the first is being taken.
        await network.Get<WaitingList>().Plan(Cancel);

        Assert.Equal([RequestState.Matched, RequestState.Withdrawn, RequestState.Matched], await States(network, first, second, third));
        Assert.Contains(network.Logs.Lines, line => line.Contains("Planned 3 waiting requests: 1 matched, 1 changed meanwhile.", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken);
    }

    [Fact]
    public async Task Plans_beside_each_other_and_withdrawals_overbook_nobody_and_leave_no_place_unused()
    {
        await using var network = await TestNetwork.Start();
        var references = new List<Reference>();
        for (var n = 0; n < 24; n++)
            references.Add(await Ask(network, $"leader{n}@mesa.example", anHourLater: n > 0));
        await network.Settle();
        await network.Coaches.Import([.. Enumerable.Range(1, 4).Select(n => Some.Coach with { Id = $"coach-{n}", Capacity = 4 })], Cancel);

        await Task.WhenAll([.. Enumerable.Range(0, 4).Select(_ => network.Get<WaitingList>().Plan(Cancel)), .. references.Take(4).Select(reference => Withdraw(network, reference))]);
        await network.Settle();

        Assert.All(await network.Coaches.All(Cancel), coach => Assert.Equal(4, coach.Load.Taken));
        Assert.Equal(16, (await network.Coaches.Places(Cancel)).Count);
        Assert.Equal(16, (await network.Requests.CountByState(Cancel))[RequestState.Introduced]);
    }

    [Fact]
    public async Task A_plan_that_died_half_way_is_finished_by_the_sweep()
    {
        await using var network = await TestNetwork.Start();
        var first = await Ask(network, "first@mesa.example");
        var second = await Ask(network, "second@mesa.example", anHourLater: true);
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 2 }], Cancel);

        network.Clock.BeforeNextLook(() => throw new InvalidOperationException("The worker dies here."), LooksBeforeReserving);
        await Assert.ThrowsAsync<InvalidOperationException>(network.Settle);
        network.Clock.Advance(OutboxSchedule.FirstWait);
        await network.Get<Outbox>().Sweep(Cancel);
        await network.Settle();

        Assert.Equal([RequestState.Introduced, RequestState.Introduced], await States(network, first, second));
        Assert.Equal(2, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken);
    }

    [Fact]
    public async Task A_request_withdrawn_in_the_moment_its_place_is_taken_keeps_none()
    {
        await using var network = await TestNetwork.Start();
        var reference = await Ask(network, "first@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);

        network.Clock.BeforeNextLook(async () =>
        {
            await Withdraw(network, reference);
            await network.Storage.Queue(QueueNames.FreePlaces).ClearMessagesAsync(Cancel);
            await network.Function<FreePlace>().Run(new(reference.ToString(), null, RequestKeys.FreeWork(reference, 3)), Cancel); // Its message comes before the place is there.
        }, LooksBeforeReserving);
        await network.Settle();

        Assert.Contains(network.Logs.Lines, line => line.Contains("1 changed meanwhile.", StringComparison.Ordinal));
        Assert.Equal((RequestState.Withdrawn, 0), ((await Stored(network, reference)).State, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken));
    }

    [Fact]
    public async Task A_place_that_a_dead_worker_left_with_a_withdrawn_request_is_freed_at_night()
    {
        await using var network = await TestNetwork.Start();
        var withdrawn = await Ask(network, "first@mesa.example");
        await network.Settle();
        await Withdraw(network, withdrawn);
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = withdrawn }, match: 1, Cancel);
        var waits = await Ask(network, "second@mesa.example");
        await network.Settle();

        await network.Function<PlanEachNight>().Run(new TimerInfo(), Cancel);

        Assert.Equal(RequestState.Matched, (await Stored(network, waits)).State);
    }

    [Fact]
    public async Task A_place_is_not_taken_from_under_a_match_that_is_being_written()
    {
        await using var network = await TestNetwork.Start();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        await network.Settle();
        var reference = await Ask(network, "first@mesa.example");
        var asRead = (await network.Requests.Get(reference, Cancel))!;
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = reference }, match: 1, Cancel);
        await network.Coaches.Import([Some.Coach with { Capacity = 1, States = new HashSet<UsState> { UsState.Parse("AZ") } }], Cancel);

        var found = new RequestEvent.CoachFound(Some.Match());
        bool? written = null;
        network.Clock.BeforeNextLook(async () => // As the place goes, which may not be used any more; the coaches are looked at with the clock before.
            written = await network.Requests.Commit(RequestChange.Of(asRead, ((Step.Moved)RequestLife.Apply(asRead.Request, found, Some.Moment)).Request, found, "system", null, Some.Moment), Cancel), looksBefore: 3);
        await network.Get<MatchOne>().Run(reference, Cancel);

        Assert.False(written);
        Assert.Equal((RequestState.Waiting, 0), ((await Stored(network, reference)).State, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken));
    }

    [Fact]
    public async Task One_plans_at_a_time_and_who_dies_is_waited_for_half_a_minute()
    {
        await using var network = await TestNetwork.Start();
        var turn = await network.Get<PlanTurn>().Take(Cancel);

        Assert.NotNull(turn);
        Assert.False(await network.Get<WaitingList>().Plan(Cancel));
        network.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await network.Get<WaitingList>().Plan(Cancel));
        Assert.False(await turn.Keep(Cancel));
    }

    [Fact]
    public async Task Who_loses_a_place_to_the_plan_meanwhile_is_told_the_true_reason()
    {
        await using var network = await TestNetwork.Start();
        await Ask(network, "first@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        var comes = await Ask(network, "second@mesa.example", anHourLater: true);

        network.Clock.BeforeNextLook(() => network.Get<WaitingList>().Plan(Cancel)); // After it saw that others wait, before it says so.
        await network.Get<MatchOne>().Run(comes, Cancel);

        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is full.", (await Stored(network, comes)).WaitingBecause);
    }
}
