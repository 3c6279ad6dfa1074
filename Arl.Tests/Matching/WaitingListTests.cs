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

namespace Arl.Tests.Matching;

public sealed class WaitingListTests(Azurite azurite)
{
    private static readonly School s_arizona = Some.School with { Id = NcesSchoolId.Parse("040000200001"), Name = "Canyon School", State = UsState.Parse("AZ") };

    /// <summary>Two as the planner takes its turn, one as it keeps it.</summary>
    private const int LooksBeforeReserving = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Places_are_arranged_so_that_all_are_served_who_can_be()
    {
        await using var network = await TestNetwork.Start(azurite, s_arizona);
        var flexible = await Ask(network, "ana@mesa.example");
        var onlyOne = await Ask(network, "lee@canyon.example", s_arizona);
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
    public async Task What_changes_under_the_plan_is_skipped_and_planned_again()
    {
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
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
    public async Task Many_changes_at_once_are_one_plan()
    {
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
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
    public async Task A_plan_that_died_half_way_is_finished_by_the_sweep()
    {
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
        var withdrawn = await Ask(network, "first@mesa.example");
        await network.Settle();
        await Withdraw(network, withdrawn);
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = withdrawn }, Cancel);
        var waits = await Ask(network, "second@mesa.example");
        await network.Settle();

        await network.Function<PlanEachNight>().Run(new TimerInfo(), Cancel);

        Assert.Equal(RequestState.Matched, (await Stored(network, waits)).State);
    }

    [Fact]
    public async Task A_place_is_not_taken_from_under_a_match_that_is_being_written()
    {
        await using var network = await TestNetwork.Start(azurite);
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        await network.Settle();
        var reference = await Ask(network, "first@mesa.example");
        var asRead = (await network.Requests.Get(reference, Cancel))!;
        await network.Coaches.Reserve(Assert.Single(await network.Coaches.All(Cancel)), Some.Ask with { Reference = reference }, Cancel);
        await network.Coaches.Import([Some.Coach with { Capacity = 1, States = new HashSet<UsState> { UsState.Parse("AZ") } }], Cancel);

        var found = new RequestEvent.CoachFound(Some.Match());
        bool? written = null;
        network.Clock.BeforeNextLook(async () => // As the place goes, which may not be used any more.
            written = await network.Requests.Commit(RequestChange.Of(asRead, ((Step.Moved)RequestLife.Apply(asRead.Request, found, Some.Moment)).Request, found, "system", null, Some.Moment), Cancel));
        await network.Get<MatchOne>().Run(reference, Cancel);

        Assert.False(written);
        Assert.Equal((RequestState.Waiting, 0), ((await Stored(network, reference)).State, Assert.Single(await network.Coaches.All(Cancel)).Load.Taken));
    }

    [Fact]
    public async Task One_plans_at_a_time_and_who_dies_is_waited_for_half_a_minute()
    {
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
        await Ask(network, "first@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 1 }], Cancel);
        var comes = await Ask(network, "second@mesa.example", anHourLater: true);

        network.Clock.BeforeNextLook(() => network.Get<WaitingList>().Plan(Cancel)); // After it saw that others wait, before it says so.
        await network.Get<MatchOne>().Run(comes, Cancel);

        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is full.", (await Stored(network, comes)).WaitingBecause);
    }

    [Fact]
    public async Task Each_night_all_are_planned_and_why_they_wait_is_brought_up_to_date()
    {
        await using var network = await TestNetwork.Start(azurite);
        var reference = await Ask(network, "ana@mesa.example");
        await network.Settle();
        await network.Coaches.Import([Some.Coach with { Capacity = 0 }], Cancel);

        await network.Function<PlanEachNight>().Run(new TimerInfo(), Cancel);

        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is full.", (await Stored(network, reference)).WaitingBecause);
    }

    [Fact]
    public async Task What_a_coach_has_done_is_remembered_and_what_came_to_nothing_is_not()
    {
        await using var network = await TestNetwork.Start(azurite);
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
        await using var network = await TestNetwork.Start(azurite);
        await network.Coaches.Import([Some.Coach], Cancel);
        await network.Settle();
        var first = await Ask(network, "first@mesa.example");
        await network.Settle();

        var second = await Ask(network, "second@mesa.example");
        var neighbor = await Ask(network, "third@mesa.example", Some.Neighbor);

        Assert.Equal((0, 20, 0), ((await Stored(network, first)).NeedIndex.EarlierHelp, (await Stored(network, second)).NeedIndex.EarlierHelp, (await Stored(network, neighbor)).NeedIndex.EarlierHelp));
    }

    private static async Task<CoachingRequest> Stored(TestNetwork network, Reference reference) => (await network.Requests.Get(reference, Cancel))!.Request;

    private static async Task<RequestState[]> States(TestNetwork network, params Reference[] references) =>
        [.. (await Task.WhenAll(references.Select(reference => Stored(network, reference)))).Select(request => request.State)];

    private static async Task Withdraw(TestNetwork network, Reference reference)
    {
        var links = network.Get<StatusLinks>();
        await network.Function<WithdrawRequest>().Run(new Microsoft.AspNetCore.Http.DefaultHttpContext().Request, reference.ToString(), links.PathOf(reference).Split('/')[^1], Cancel);
    }

    private static async Task<Reference> Ask(TestNetwork network, string email, School? school = null, bool anHourLater = false)
    {
        if (anHourLater)
            network.Clock.Advance(TimeSpan.FromHours(1));
        var form = Some.Form with { ContactEmail = email, SchoolId = (school ?? Some.School).Id.ToString() };
        return Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(form, idempotencyKey: null, Cancel)).Reference;
    }
}
