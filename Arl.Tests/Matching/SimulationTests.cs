using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Matching.Simulation;
using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local.Simulate;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class SimulationTests
{
    private const int Instances = 400;
    private static readonly SimulatedPeriod s_eightWeeks = new(DrawnRequests.FirstMonday, 8);

    [Fact]
    public void The_same_seed_gives_the_same_result_and_another_seed_another()
    {
        foreach (var policy in SomeSimulation.Policies)
        {
            var first = Said(SomeSimulation.Run(policy, SomeSimulation.Network, SomeSimulation.Requests(300, 7)));

            Assert.Equal(first, Said(SomeSimulation.Run(policy, SomeSimulation.Network, SomeSimulation.Requests(300, 7))));
            Assert.NotEqual(first, Said(SomeSimulation.Run(policy, SomeSimulation.Network, SomeSimulation.Requests(300, 8))));
        }
    }

    [Fact]
    public void The_order_of_the_coaches_never_changes_the_result() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
        Said(Run(coaches, requests, policy, ends)) == Said(Run(SomeNetwork.Shuffled(coaches, 3), requests, policy, ends)), iter: Instances);

    [Fact]
    public void No_coach_has_more_requests_than_places_at_any_moment() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
    {
        var places = Run(coaches, requests, policy, ends).Outcomes.SelectMany(outcome => outcome.Places).ToList();
        return places.All(place => places.Count(other => other.CoachId == place.CoachId && other.From <= place.From && other.Until > place.From) <= coaches.Single(coach => coach.Id == place.CoachId).Capacity);
    }, iter: Instances);

    [Fact]
    public void Every_request_is_served_or_waits_and_never_both_at_one_moment() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
    {
        var result = Run(coaches, requests, policy, ends);
        var all = SimulationFigures.Of(result);
        return result.Outcomes.Select(outcome => outcome.Request).SequenceEqual(requests)
            && all.Served + all.Waiting == requests.Length
            && result.Outcomes.All(outcome => FollowOn(outcome, s_eightWeeks.End));
    }, iter: Instances);

    [Fact]
    public void Every_match_keeps_the_hard_rules_and_nobody_gets_again_what_they_handed_back() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
        Run(coaches, requests, policy, ends).Outcomes.All(outcome =>
            outcome.Places.All(place => CoachRules.MayCoach(outcome.Request.Ask, coaches.Single(coach => coach.Id == place.CoachId)))
            && outcome.Places.Select(place => place.CoachId).Distinct(StringComparer.Ordinal).Count() == outcome.Places.Count), iter: Instances);

    [Fact]
    public void Nobody_waits_at_the_end_of_a_week_while_a_coach_with_room_may_have_the_request() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
    {
        var result = Run(coaches, requests, policy, ends);
        var places = result.Outcomes.SelectMany(outcome => outcome.Places).ToList();
        return s_eightWeeks.WeekEnds.All(week => result.Outcomes.Where(outcome => outcome.IsWaitingAt(week)).All(outcome => !coaches.Any(coach =>
            CoachRules.MayCoach(outcome.Request.Ask, coach)
            && outcome.Places.All(place => place.CoachId != coach.Id)
            && places.Count(place => place.CoachId == coach.Id && place.From <= week && place.Until > week) < coach.Capacity)));
    }, iter: Instances);

    [Fact]
    public void Every_policy_meets_the_same_luck()
    {
        var requests = SomeSimulation.Requests(600, 7);

        foreach (var policy in SomeSimulation.Policies)
        {
            Assert.All(SomeSimulation.Run(policy, SomeSimulation.Network, requests).Outcomes, outcome => Assert.All(outcome.Places.Index(), place =>
                Assert.Equal(
                    place.Index < outcome.Request.HandBacks.Count ? outcome.Request.HandBacks[place.Index] : outcome.Request.CoachingDays,
                    (place.Item.Until.UtcDateTime.Date - place.Item.From.UtcDateTime.Date).Days)));
        }
    }

    [Fact]
    public void More_places_never_serve_fewer()
    {
        foreach (var seed in Enumerable.Range(1, 2))
        {
            var requests = SomeSimulation.Requests(700, seed);
            foreach (var policy in SomeSimulation.Policies)
            {
                int[] served = [.. new[] { 0, 1, 2 }.Select(more => SimulationFigures.Of(SomeSimulation.Run(policy, [.. SomeSimulation.Network.Select(coach => coach with { Capacity = coach.Capacity + more })], requests)).Served)];

                Assert.True(served[0] < served[1] && served[1] <= served[2], $"seed {seed}, {policy}: {string.Join(", ", served)} served with 0, 1, 2 more places each");
            }
        }
    }

    [Fact]
    public void A_place_that_comes_free_goes_to_the_greatest_need_or_without_a_plan_and_without_the_index_to_the_first_come()
    {
        var coach = Some.Coach with { Capacity = 1 };
        SimulatedRequest[] requests = [SomeSimulation.Request(1, 0, 50, coachingDays: 20), SomeSimulation.Request(2, 1, 20), SomeSimulation.Request(3, 2, 90)];

        bool[] ThirdIsServed(SimulationPolicy policy) => [.. Run([coach], requests, policy).Outcomes.Select(outcome => outcome.IsServed)];

        Assert.Equal([true, false, true], ThirdIsServed(SimulationPolicy.Greedy));
        Assert.Equal([true, false, true], ThirdIsServed(SimulationPolicy.Planned));
        Assert.Equal([true, true, false], ThirdIsServed(SimulationPolicy.FirstCome));
    }

    /// <summary>Two places come free on one day. The neediest fits both coaches; the other only the one that greedy gives away first.</summary>
    [Fact]
    public void The_plan_serves_two_where_one_by_one_serves_one()
    {
        Coach[] coaches =
        [
            Some.Coach with { Id = "both", Capacity = 1, Needs = new HashSet<string>(["literacy", "attendance"]) },
            Some.Coach with { Id = "one", Capacity = 1, Needs = new HashSet<string>(["literacy"]), TimeZone = "Pacific/Honolulu" },
        ];
        SimulatedRequest[] requests =
        [
            SomeSimulation.Request(1, 0.1, 50, 20, "literacy"), SomeSimulation.Request(2, 0.2, 50, 20, "literacy"),
            SomeSimulation.Request(3, 3, 90, 70, "literacy"), SomeSimulation.Request(4, 4, 40, 70, "attendance"),
        ];

        int Served(SimulationPolicy policy) => SimulationFigures.Of(Run(coaches, requests, policy)).Served;

        Assert.Equal((3, 4), (Served(SimulationPolicy.Greedy), Served(SimulationPolicy.Planned)));
    }

    [Fact]
    public void Work_with_a_district_counts_for_its_next_request_and_work_that_was_handed_back_does_not()
    {
        Coach[] coaches = [Some.Coach with { Id = "a", Capacity = 4, Locales = new HashSet<LocaleType>([LocaleType.Rural]) }, Some.Coach with { Id = "b", Capacity = 4, Locales = new HashSet<LocaleType>([LocaleType.Rural]) }];
        SimulatedRequest[] lasting = [SomeSimulation.Request(1, 0, 50, coachingDays: 3), SomeSimulation.Request(2, 10, 50)];
        SimulatedRequest[] handedBack = [lasting[0] with { HandBacks = [1, 1] }, lasting[1]];

        Assert.Equal(10, FitOfSecond(lasting) - FitOfSecond(handedBack), 2);

        double FitOfSecond(SimulatedRequest[] requests) => Run(coaches, requests, SimulationPolicy.Planned).Outcomes[1].Places.Single().Fit;
    }

    [Fact]
    public void Requests_that_no_coach_may_take_are_counted_and_wait_whatever_the_policy() => SomeSimulation.Small.Sample((coaches, requests, policy, ends) =>
    {
        var result = Run(coaches, requests, policy, ends);
        return result.OutOfReach == result.Outcomes.Count(outcome => !coaches.Any(coach => CoachRules.MayCoach(outcome.Request.Ask, coach))) && result.OutOfReach <= SimulationFigures.Of(result).Waiting;
    }, iter: Instances);

    private static SimulationResult Run(Coach[] coaches, SimulatedRequest[] requests, SimulationPolicy policy, CoachingEnds ends = CoachingEnds.Day) =>
        SomeSimulation.Run(policy, coaches, requests, s_eightWeeks with { CoachingEnds = ends });

    /// <summary>Wait, place, wait, place …: each begins when the one before ends, from the arrival on; all but the last place are handed back.</summary>
    private static bool FollowOn(SimulatedOutcome outcome, DateTimeOffset end)
    {
        var moment = outcome.Request.Ask.ReceivedAt;
        foreach (var (at, wait) in outcome.Waits.Index())
        {
            if (wait.From != moment || (wait.Until is null) != (at == outcome.Places.Count))
                return false;
            if (wait.Until is null)
                return at == outcome.Waits.Count - 1 && !outcome.IsServed && wait.From < end;
            var place = outcome.Places[at];
            if (place.From != wait.Until || place.Until <= place.From || (at < outcome.Places.Count - 1 && !place.HandedBack))
                return false;
            moment = place.Until;
        }
        return outcome.IsServed && outcome.Places.Count == outcome.Waits.Count;
    }

    private static string Said(SimulationResult result) =>
        string.Join('\n', result.Outcomes.Select(outcome => $"{outcome.Request.Ask.Reference} {string.Join(' ', outcome.Waits)} {string.Join(' ', outcome.Places)}"));
}
