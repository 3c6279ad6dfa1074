using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class PlannerTests
{
    private const int Instances = 3_000;
    private static readonly Gen<(Ask[] Asks, CoachLoad[] Coaches)> s_small = Gen.Select(SomeNetwork.Asks(5), SomeNetwork.Coaches(4));

    private static readonly Gen<(Ask[] Asks, CoachLoad[] Coaches)> s_peers = Gen.Select(SomeNetwork.Peers(5), SomeNetwork.Coaches(4));

    [Fact]
    public void Nobody_left_waiting_could_be_served_without_leaving_out_one_of_equal_or_higher_priority() =>
        s_small.Sample((asks, coaches) => KeepsTheGuarantee(Plan(asks, coaches), asks, coaches), iter: Instances);

    [Fact]
    public void Among_peers_too_nobody_is_left_who_could_be_served_and_no_plan_fits_better() =>
        s_peers.Sample((asks, coaches) => Plan(asks, coaches) is var plan && KeepsTheGuarantee(plan, asks, coaches) && IsOptimal(plan, asks, coaches), iter: Instances);

    [Fact]
    public void No_other_plan_serves_higher_priorities_or_fits_better_in_total() =>
        s_small.Sample((asks, coaches) => IsOptimal(Plan(asks, coaches), asks, coaches), iter: Instances);

    [Fact]
    public void The_guarantee_holds_however_few_coaches_the_solver_looks_at() =>
        s_small.Sample((asks, coaches) => KeepsTheGuarantee(Plan(asks, coaches, limits: new() { MostPairs = 1, FewestCoaches = 1 }), asks, coaches), iter: Instances);

    [Fact]
    public void Pruning_changes_neither_who_is_served_nor_how_high_they_stand() =>
        Gen.Select(SomeNetwork.Asks(40), SomeNetwork.Coaches(30), Gen.Int[1, 4]).Sample((asks, coaches, keep) =>
        {
            var whole = Plan(asks, coaches);
            var pruned = Plan(asks, coaches, limits: new() { MostPairs = 1, FewestCoaches = keep });
            return Served(whole).SequenceEqual(Served(pruned)) && pruned.TotalFit <= whole.TotalFit + 0.001;
        }, iter: 300);

    [Fact]
    public void A_solver_whose_cost_is_wrong_is_found_out()
    {
        Assert.ThrowsAny<CsCheckException>(() => s_small.Sample((asks, coaches) => IsOptimal(Plan(asks, coaches, Dearest), asks, coaches), iter: Instances, threads: 1));
        Assert.ThrowsAny<CsCheckException>(() => s_peers.Sample((asks, coaches) => IsOptimal(Plan(asks, coaches, ForgetsRanks(coaches.Length)), asks, coaches), iter: 10 * Instances, threads: 1));
        Assert.ThrowsAny<CsCheckException>(() => s_peers.Sample((asks, coaches) => KeepsTheGuarantee(Plan(asks, coaches, ForgetsRanks(coaches.Length)), asks, coaches), iter: 10 * Instances, threads: 1));
    }

    [Fact]
    public void Every_assignment_keeps_the_hard_rules_and_no_coach_gets_more_than_the_free_places() =>
        Gen.Select(SomeNetwork.Asks(30), SomeNetwork.Coaches(20)).Sample((asks, coaches) =>
        {
            var byId = coaches.ToDictionary(load => load.Coach.Id, StringComparer.Ordinal);
            var plan = Plan(asks, coaches);
            return plan.Assignments.All(one => CoachRules.MayCoach(one.Ask, byId[one.CoachId].Coach))
                && plan.Assignments.GroupBy(one => one.CoachId, StringComparer.Ordinal).All(same => same.Count() <= byId[same.Key].Free)
                && plan.Assignments.Select(one => one.Ask).Concat(plan.Left).Select(ask => ask.Reference).Order(Comparer).SequenceEqual(asks.Select(ask => ask.Reference).Order(Comparer));
        }, iter: 500);

    [Fact]
    public void The_order_of_requests_and_coaches_never_changes_the_plan() =>
        Gen.Select(SomeNetwork.Asks(20), SomeNetwork.Coaches(12), Gen.Int).Sample((asks, coaches, seed) =>
            Plan(asks, coaches).Assignments.SequenceEqual(Plan(SomeNetwork.Shuffled(asks, seed), SomeNetwork.Shuffled(coaches, seed)).Assignments), iter: 500);

    [Fact]
    public void A_plan_for_one_alone_is_what_the_matchmaker_would_choose() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12)).Sample((ask, coaches) =>
            Plan([ask], coaches).Assignments.SingleOrDefault()?.CoachId == (Matchmaker.Choose(ask, new(coaches, FitWeights.Default)) as Choice.Chosen)?.Coach.Coach.Id, iter: 2_000);

    [Fact]
    public void Hundreds_of_requests_of_equal_priority_are_planned_all_the_same()
    {
        var coaches = Enumerable.Range(0, 2_000).Select(i => Some.Load(Some.Coach with { Id = $"coach-{i:D4}", Capacity = 1, States = new HashSet<Domain.Schools.UsState> { Domain.Schools.UsState.Parse(i < 200 ? "NM" : "AZ") } })).ToArray();
        var asks = Enumerable.Range(0, 400).Select(i => Some.Ask with { Reference = Domain.Requests.Reference.Create(i % 31, (ulong)i), ReceivedAt = Some.Moment.AddMinutes(i / 2 * 7) }).ToArray();

        Assert.Equal(200, Plan(asks, coaches).Assignments.Count);
    }

    [Fact]
    public void The_rules_as_sets_of_bits_let_the_same_coaches_through_as_the_rules_in_words() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(70)).Sample((ask, coaches) =>
        {
            var roomy = coaches.Select(load => load with { Taken = 0, Coach = load.Coach with { Capacity = 1 } }).ToArray();
            var alone = roomy.Where(load => CoachRules.MayCoach(ask, load.Coach)).Select(load => load.Coach.Id).Order(StringComparer.Ordinal);
            return Enumerable.Range(0, roomy.Length).Aggregate((Left: roomy, Taken: new List<string>()), (so, _) =>
            {
                if (Plan([ask], so.Left).Assignments is not [var one])
                    return so;
                return ([.. so.Left.Where(load => load.Coach.Id != one.CoachId)], [.. so.Taken, one.CoachId]);
            }).Taken.Order(StringComparer.Ordinal).SequenceEqual(alone);
        }, iter: 100);

    [Fact]
    public void Nobody_is_overtaken_by_one_who_came_more_than_a_hundred_days_of_credit_later() =>
        Gen.Select(Gen.Double[0, 100], Gen.Double[0, 100], Gen.Double[0.1, 5], Gen.Double[0.001, 500]).Sample((need, otherNeed, credit, later) =>
        {
            var first = Some.Ask with { NeedIndex = need };
            var second = Some.Ask with { NeedIndex = otherNeed, ReceivedAt = first.ReceivedAt.AddDays((100 / credit) + later) };
            return Priority.Of(first, credit) < Priority.Of(second, credit);
        });

    [Fact]
    public void Who_comes_first_does_not_change_while_both_wait() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Ask, Gen.Double[0, 400]).Sample((one, other, days) =>
        {
            var (now, then) = (Some.Moment, Some.Moment.AddDays(days));
            var difference = Priority.Points(one, 1, now) - Priority.Points(other, 1, now);
            return Math.Abs(difference - (Priority.Points(one, 1, then) - Priority.Points(other, 1, then))) < 1e-6
                && (Math.Abs(difference) < 1e-6 || (difference > 0) == (Priority.Of(one, 1) < Priority.Of(other, 1)));
        });

    private static Comparer<Domain.Requests.Reference> Comparer => Comparer<Domain.Requests.Reference>.Create((a, b) => string.CompareOrdinal(a.Code, b.Code));

    private static WaitingPlan Plan(Ask[] asks, CoachLoad[] coaches, FlowSolver? solve = null, PlanLimits? limits = null) =>
        Planner.Make(asks, new(coaches, MatchingRules.Default.Weights), MatchingRules.Default, solve ?? OrToolsFlow.Solve, limits);

    private static bool KeepsTheGuarantee(WaitingPlan plan, Ask[] asks, CoachLoad[] coaches)
    {
        var truth = new BruteForce(asks, coaches);
        return plan.Left.All(left => !truth.CanServe(plan.Assignments.Select(one => one.Ask).Where(ask => Of(ask) <= Of(left)).Append(left).ToHashSet()));
    }

    private static bool IsOptimal(WaitingPlan plan, Ask[] asks, CoachLoad[] coaches)
    {
        var best = new BruteForce(asks, coaches).Best(MatchingRules.Default);
        return Served(plan).SequenceEqual(best.Served) && Math.Abs(plan.TotalFit - best.TotalFit) < 0.001;
    }

    private static IEnumerable<Priority> Served(WaitingPlan plan) => plan.Assignments.Select(one => Of(one.Ask)).Order();

    private static Priority Of(Ask ask) => Priority.Of(ask, MatchingRules.Default.CreditPerDay);

    /// <summary>The cost turned round: the worst fit wins.</summary>
    private static int[] Dearest(FlowGraph graph) => OrToolsFlow.Solve(graph, cost => -cost);

    /// <summary>The cost without what rank adds: the better fit wins over the higher priority.</summary>
    private static FlowSolver ForgetsRanks(int coaches) => graph => OrToolsFlow.Solve(graph, cost => cost % (10_000L * (coaches + 4) * ((graph.Suppliers * coaches) + 1)));
}
