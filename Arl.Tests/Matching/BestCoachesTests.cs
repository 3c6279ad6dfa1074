using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>However quickly a plan is prepared, it is prepared of the same pairs: each told here once more, in the plainest way.</summary>
public sealed class BestCoachesTests
{
    private static readonly Gen<FitWeights> s_weights = Gen.Select(Gen.Double[0, 40], Gen.Double[0, 20], Gen.Double[0, 20], Gen.Double[0, 20], (needs, locale, continuity, zone) =>
        new FitWeights { Needs = needs, Locale = locale, Continuity = continuity, TimeZone = zone });

    [Fact]
    public void A_plan_looks_at_the_best_coaches_of_each_request_the_best_first_and_at_one_more_where_the_guarantee_needs_it() =>
        Gen.Select(SomeNetwork.Asks(12), SomeNetwork.Coaches(40), s_weights, Gen.Int[1, 12]).Sample((asks, coaches, weights, keep) =>
        {
            var pool = new CoachPool(coaches, weights);
            FlowGraph? graph = null;
            var plan = Planner.Make(OneAfterTheOther(asks), pool, MatchingRules.Default, given => OrToolsFlow.Solve(graph = given), new() { MostPairs = 1, FewestCoaches = keep });
            return graph is null || (graph.Suppliers == plan.Assignments.Count && plan.Assignments.Index().All(one => LooksAtTheBest(Looked(graph, one.Index, coaches.Length), Plain(one.Item.Ask, pool), keep)));
        }, iter: 500);

    [Fact]
    public void Of_two_who_want_the_same_coach_most_the_one_who_would_go_without_is_offered_another_as_well()
    {
        CoachLoad[] coaches = [Some.Load(Some.Coach with { Id = "a", Capacity = 1 }), Some.Load(Some.Coach with { Id = "b", Capacity = 1, Locales = new HashSet<Domain.Schools.LocaleType>([Domain.Schools.LocaleType.City]) })];
        var pool = new CoachPool(coaches, MatchingRules.Default.Weights);
        Ask[] asks = [Some.Ask, Some.Ask with { Reference = Domain.Requests.Reference.Create(1, 7), ReceivedAt = Some.Ask.ReceivedAt.AddMinutes(1) }];
        FlowGraph? graph = null;

        var plan = Planner.Make(asks, pool, MatchingRules.Default, given => OrToolsFlow.Solve(graph = given), new() { MostPairs = 1, FewestCoaches = 1 });

        Assert.Equal([[0], [0, 1]], new[] { 0, 1 }.Select(node => Looked(graph!, node, coaches.Length).Select(one => one.Coach).ToArray()).OrderBy(looked => looked.Length));
        Assert.Equal(2, plan.Assignments.Count);
    }

    [Fact]
    public void The_parts_of_a_fit_are_their_shares_of_the_weights() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12), s_weights).Sample((ask, coaches, weights) =>
        {
            var pool = new CoachPool(coaches, weights);
            return coaches.All(load => pool.FitOf(ask, load.Coach.Id) is var fit && Parts(ask, load, weights).SequenceEqual([Cents(fit.Needs), Cents(fit.Locale), Cents(fit.Continuity), Cents(fit.TimeZone)]));
        }, iter: 2_000);

    private static bool LooksAtTheBest(List<(int Coach, long Lacks)> looked, List<(int Coach, long Lacks)> all, int keep)
    {
        if (all.Count <= keep)
            return looked.SequenceEqual(all);
        var best = all.OrderBy(one => one.Lacks).ThenBy(one => one.Coach).Take(keep).ToList();
        return looked.Take(keep).SequenceEqual(best) && looked.Skip(keep).ToList() is var more && (more.Count == 0 || (more is [var one] && !best.Contains(one) && all.Contains(one)));
    }

    private static List<(int Coach, long Lacks)> Looked(FlowGraph graph, int node, int coaches) =>
        [.. Enumerable.Range(0, graph.Arcs).Select(arc => graph[arc]).Where(arc => arc.From == node).Select(arc => (arc.To - graph.Suppliers, arc.Cost / ((graph.Suppliers * coaches) + 1)))];

    private static List<(int Coach, long Lacks)> Plain(Ask ask, CoachPool pool) =>
        [.. pool.Loads.Index().Where(one => one.Item.Free > 0 && CoachRules.MayCoach(ask, one.Item.Coach)).Select(one => (one.Index, 10_000L - Parts(ask, one.Item, pool.Weights).Sum()))];

    private static int[] Parts(Ask ask, CoachLoad load, FitWeights weights)
    {
        var needs = ask.Needs.Index().Sum(need => load.Coach.Needs.Contains(need.Item) ? need.Index == 0 ? 2 : 1 : 0) / (ask.Needs.Count + 1.0);
        var place = ask.Locale?.Type is not { } type ? 0 : load.Coach.Locales.Contains(type) || load.Experience.Places.ContainsKey(type) ? 1 : load.Coach.Locales.Count == 0 ? 0.5 : 0;
        var known = ask.District is { } district && load.Experience.Districts.ContainsKey(district) ? 1 : 0;
        var clock = Math.Max(0, 1 - (TimeZones.Apart(TimeZones.HoursOf(ask.State), TimeZones.HoursOf(load.Coach.TimeZone)) / 5));
        return [Cents(weights.Needs * needs), Cents(weights.Locale * place), Cents(weights.Continuity * known), Cents(weights.TimeZone * clock)];
    }

    private static int Cents(double points) => (int)((points * 100) + 0.5);

    /// <summary>No two of the same priority, so that who is served is no question of fit.</summary>
    private static IEnumerable<Ask> OneAfterTheOther(Ask[] asks) => asks.Select((ask, i) => ask with { ReceivedAt = Some.Moment.AddMinutes(i) });
}
