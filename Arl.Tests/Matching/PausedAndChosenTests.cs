using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Schools;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Requests that staff paused, or for which they chose a coach, among all the others.</summary>
public sealed class PausedAndChosenTests
{
    private static readonly DateOnly s_until = new(2027, 1, 4);

    /// <summary>Here and there one is paused, and here and there a coach is chosen, who may be full, inactive or nobody.</summary>
    private static readonly Gen<(Ask[] Asks, CoachLoad[] Coaches)> s_small =
        from asks in SomeNetwork.Asks(5)
        from coaches in SomeNetwork.Coaches(4)
        from fates in Gen.Int[0, 8].Array[5]
        select (asks.Select((ask, i) => fates[i] switch
        {
            0 => ask with { PausedUntil = s_until },
            1 => ask with { PausedUntil = s_until, PreferredCoachId = "coach-1" },
            < 6 and var n when coaches.Length > 0 => ask with { PreferredCoachId = coaches[n % coaches.Length].Coach.Id },
            _ => ask,
        }).ToArray(), coaches);

    [Fact]
    public void A_paused_request_is_never_chosen_for_and_never_planned() => s_small.Sample((asks, coaches) =>
        asks.Where(ask => ask.PausedUntil is not null).All(ask => Matchmaker.Choose(ask, new(coaches, FitWeights.Default)) is Choice.Nobody { Because: "Paused by staff until January 4, 2027." })
        && Plan(asks, coaches).Assignments.All(one => one.Ask.PausedUntil is null));

    [Fact]
    public void A_request_for_which_staff_chose_a_coach_goes_to_that_coach_or_waits() => s_small.Sample((asks, coaches) =>
        Plan(asks, coaches).Assignments.All(one => one.Ask.PreferredCoachId is null || one.Ask.PreferredCoachId == one.CoachId));

    [Fact]
    public void Nobody_else_loses_the_guarantee_by_it_and_no_coach_is_overbooked() => s_small.Sample((asks, coaches) =>
    {
        var plan = Plan(asks, coaches);
        var truth = new BruteForce(asks, coaches);
        return plan.Left.All(left => !truth.CanServe(plan.Assignments.Select(one => one.Ask).Where(ask => Of(ask) <= Of(left)).Append(left).ToHashSet()))
            && coaches.All(load => plan.Assignments.Count(one => one.CoachId == load.Coach.Id) <= load.Free);
    }, iter: 2_000);

    [Fact]
    public void The_chosen_coach_need_not_keep_the_other_rules_and_the_match_says_which_were_overruled()
    {
        var chosen = Some.Coach with { Id = "far", Needs = new HashSet<string> { "literacy" }, States = new HashSet<UsState> { UsState.Parse("TX") } };
        var ask = Some.Ask with { PreferredCoachId = "far" };

        var choice = Assert.IsType<Choice.Chosen>(Matchmaker.Choose(ask, new([Some.Load(Some.Coach), Some.Load(chosen)], FitWeights.Default)));
        var match = Match.Of(1, ask, choice, Some.Moment);

        Assert.Equal(("far", true), (match.CoachId, match.ChosenByStaff));
        Assert.Equal(["covers none of the needs", "does not serve New Mexico"], match.Overruled);
        Assert.Equal("our team chose this coach for you", match.Reasons.ForSchool[0]);
        Assert.DoesNotContain(match.Reasons.ForSchool, reason => reason.Contains("zero", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chosen_coach_without_room_or_not_active_is_waited_for_and_the_school_is_not_told_who_it_is()
    {
        var ask = Some.Ask with { PreferredCoachId = "coach-1" };

        Assert.Equal("The coach whom our team chose for this request has no free place yet.", Because(ask, new CoachLoad(Some.Coach, Taken: 3)));
        Assert.Equal("The coach whom our team chose for this request is not active.", Because(ask, Some.Load(Some.Coach with { Active = false })));
    }

    [Fact]
    public void Candidates_are_told_with_what_choosing_them_overrules_and_those_who_fit_and_have_room_come_first()
    {
        CoachLoad[] coaches =
        [
            new(Some.Coach with { Id = "full" }, Taken: 3), Some.Load(Some.Coach with { Id = "texan", States = new HashSet<UsState> { UsState.Parse("TX") } }), Some.Load(Some.Coach with { Id = "gone", Active = false }),
            Some.Load(Some.Coach with { Id = "fits" }), Some.Load(Some.Coach with { Id = "has-it" }),
        ];

        var candidates = Candidate.Of(Some.Request with { Match = Some.Match("has-it"), ExcludedCoaches = ["texan"] }, coaches, FitWeights.Default);

        Assert.Equal(["fits", "full", "texan"], candidates.Select(one => one.CoachId));
        Assert.Equal(["does not serve New Mexico", "had this request before"], candidates[2].Overruled);
    }

    private static string Because(Ask ask, CoachLoad coach) => Assert.IsType<Choice.Nobody>(Matchmaker.Choose(ask, new([coach], FitWeights.Default))).Because;

    private static WaitingPlan Plan(Ask[] asks, CoachLoad[] coaches) => Planner.Make(asks, new(coaches, FitWeights.Default), MatchingRules.Default, OrToolsFlow.Solve);

    private static Priority Of(Ask ask) => Priority.Of(ask, MatchingRules.Default.CreditPerDay);
}
