using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class MatchmakerTests
{
    [Fact]
    public void The_order_of_coaches_never_changes_the_choice() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12), Gen.Int).Sample((ask, coaches, seed) => Outcome(Choose(ask, coaches)) == Outcome(Choose(ask, SomeNetwork.Shuffled(coaches, seed))));

    [Fact]
    public void Whoever_is_chosen_keeps_every_hard_rule_and_has_room() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12)).Sample((ask, coaches) => Choose(ask, coaches) is not Choice.Chosen { Coach: var chosen }
            || (chosen.Coach.Active && chosen.Taken < chosen.Coach.Capacity && ask.Needs.Any(chosen.Coach.Needs.Contains)
                && (chosen.Coach.States.Count == 0 || chosen.Coach.States.Contains(ask.State))
                && (ask.Languages.Count == 0 || chosen.Coach.Languages.Count == 0 || ask.Languages.Any(chosen.Coach.Languages.Contains))
                && !ask.ExcludedCoaches.Contains(chosen.Coach.Id)
                && !(chosen.Coach.NotForOwnDomain && chosen.Coach.Email.Domain == ask.EmailDomain)));

    [Fact]
    public void The_chosen_one_scores_highest_and_of_equals_has_the_first_id() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12)).Sample((ask, coaches) =>
        {
            var pool = new CoachPool(coaches, FitWeights.Default);
            var best = coaches.Where(load => load.Free > 0 && CoachRules.MayCoach(ask, load.Coach))
                .OrderByDescending(load => pool.FitOf(ask, load.Coach.Id).Score).ThenBy(load => load.Coach.Id, StringComparer.Ordinal).FirstOrDefault();
            return (Matchmaker.Choose(ask, pool) as Choice.Chosen)?.Coach.Coach.Id == best?.Coach.Id;
        });

    [Fact]
    public void A_coach_who_handed_back_is_never_offered_the_same_request() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12)).Sample((ask, coaches) =>
        {
            var again = ask with { ExcludedCoaches = [.. coaches.Take(coaches.Length / 2).Select(coach => coach.Coach.Id)] };
            return Choose(again, coaches) is not Choice.Chosen chosen || !again.ExcludedCoaches.Contains(chosen.Coach.Coach.Id);
        });

    [Fact]
    public void The_score_is_the_sum_of_its_parts_between_0_and_100_and_no_part_is_more_than_its_weight() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coach).Sample((ask, load) =>
        {
            var fit = new CoachPool([load], FitWeights.Default).FitOf(ask, load.Coach.Id);
            var parts = FitPart.Of(fit, FitWeights.Default);
            return fit.Score is >= 0 and <= 100 && Math.Abs(fit.Score - parts.Sum(part => part.Points)) < 0.001 && parts.All(part => part.Points >= 0 && part.Points <= part.Most);
        });

    [Fact]
    public void The_next_two_candidates_are_the_best_of_the_others_with_room_or_without() =>
        Gen.Select(SomeNetwork.Ask, SomeNetwork.Coaches(12)).Sample((ask, coaches) =>
        {
            var pool = new CoachPool(coaches, FitWeights.Default);
            if (Matchmaker.Choose(ask, pool) is not Choice.Chosen chosen)
                return true;
            var others = coaches.Where(load => CoachRules.MayCoach(ask, load.Coach) && load.Coach.Id != chosen.Coach.Coach.Id)
                .OrderByDescending(load => pool.FitOf(ask, load.Coach.Id).Score).ThenBy(load => load.Coach.Id, StringComparer.Ordinal).Take(2).Select(load => load.Coach.Id);
            return chosen.Next.Select(next => next.CoachId).SequenceEqual(others);
        });

    [Fact]
    public void A_district_goes_to_the_coach_who_knows_it_already()
    {
        var knows = new CoachLoad(Some.Coach with { Id = "z" }, 0) { Experience = Experience.None.With(Some.Ask.District, null) };

        Assert.Equal("z", Assert.IsType<Choice.Chosen>(Choose(Some.Ask, [new(Some.Coach with { Id = "a" }, 0), knows])).Coach.Coach.Id);
    }

    [Fact]
    public void An_organization_with_more_free_places_goes_first()
    {
        CoachLoad[] coaches =
        [
            new(Some.Coach with { Id = "a", Organization = "Busy" }, 1), new(Some.Coach with { Id = "busy-too", Organization = "Busy" }, 3),
            new(Some.Coach with { Id = "z", Organization = "Idle" }, 1), new(Some.Coach with { Id = "idle-too", Organization = "Idle", Needs = new HashSet<string> { "literacy" } }, 0),
        ];

        Assert.Equal("z", Assert.IsType<Choice.Chosen>(Choose(Some.Ask, coaches)).Coach.Coach.Id);
    }

    [Fact]
    public void A_coach_of_the_schools_own_staff_is_left_out_where_staff_say_so()
    {
        var own = Some.Coach with { Email = EmailAddress.Parse("jo@MesaSchools.example") };

        Assert.IsType<Choice.Chosen>(Choose(Some.Ask, [new(own, 0)]));
        Assert.Equal("Every coach who would fit is on the school's own staff.", Because(Some.Ask, own with { NotForOwnDomain = true }));
    }

    [Fact]
    public void Staff_may_weigh_the_parts_otherwise()
    {
        var near = new CoachLoad(Some.Coach with { Id = "near", Needs = new HashSet<string> { "family-engagement" } }, 0);
        var far = new CoachLoad(Some.Coach with { Id = "far", TimeZone = "Pacific/Honolulu" }, 0);
        var zoneCounts = new FitWeights { Needs = 10, TimeZone = 45 };

        Assert.Equal("far", ((Choice.Chosen)Matchmaker.Choose(Some.Ask, new([near, far], FitWeights.Default))).Coach.Coach.Id);
        Assert.Equal("near", ((Choice.Chosen)Matchmaker.Choose(Some.Ask, new([near, far], zoneCounts))).Coach.Coach.Id);
        Assert.True(zoneCounts.AreSound);
        Assert.False(new FitWeights { Needs = 50 }.AreSound);
    }

    [Fact]
    public void The_first_need_counts_more_than_the_second()
    {
        var first = Some.Coach with { Id = "z", Needs = new HashSet<string> { Some.Ask.Needs[0] } };
        var second = Some.Coach with { Id = "a", Needs = new HashSet<string> { Some.Ask.Needs[1] } };

        Assert.Equal("z", Chosen(first, second));
    }

    [Fact]
    public void A_tie_goes_to_the_first_id() => Assert.Equal("a", Chosen(Some.Coach with { Id = "b" }, Some.Coach with { Id = "a" }));

    [Fact]
    public void A_coach_with_more_free_places_goes_first() =>
        Assert.Equal("z", Assert.IsType<Choice.Chosen>(Choose(Some.Ask, [new(Some.Coach with { Id = "a" }, 2), new(Some.Coach with { Id = "z" }, 0)])).Coach.Coach.Id);

    [Theory]
    [InlineData(SchoolLevel.Secondary, SchoolLevel.Middle, true)]
    [InlineData(SchoolLevel.Secondary, SchoolLevel.High, true)]
    [InlineData(SchoolLevel.Secondary, SchoolLevel.Elementary, false)]
    [InlineData(SchoolLevel.High, SchoolLevel.Secondary, false)]
    [InlineData(SchoolLevel.Elementary, SchoolLevel.Elementary, true)]
    [InlineData(SchoolLevel.Ungraded, SchoolLevel.High, true)]
    public void A_secondary_school_is_served_by_who_serves_middle_or_high_schools(SchoolLevel school, SchoolLevel coach, bool served) =>
        Assert.Equal(served, Choose(Some.Ask with { Levels = [school] }, [Some.Load(Some.Coach with { Levels = new HashSet<SchoolLevel> { coach } })]) is Choice.Chosen);

    [Fact]
    public void A_decision_allocates_nothing_for_each_candidate()
    {
        var few = new CoachPool(Enumerable.Range(0, 10).Select(i => Some.Load(Some.Coach with { Id = $"coach-{i:D4}" })), FitWeights.Default);
        var many = new CoachPool(Enumerable.Range(0, 2_000).Select(i => Some.Load(Some.Coach with { Id = $"coach-{i:D4}" })), FitWeights.Default);

        Assert.InRange(Allocated(many) - Allocated(few), long.MinValue, 64);

        static long Allocated(CoachPool pool)
        {
            return Enumerable.Range(0, 20).Min(_ => // What is made ready once is no part of a decision.
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Matchmaker.Choose(Some.Ask, pool);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    [Fact]
    public void Of_coaches_who_fit_alike_the_first_id_is_chosen_and_the_next_two_are_named_in_their_order()
    {
        var chosen = Assert.IsType<Choice.Chosen>(Choose(Some.Ask, [.. new[] { "d", "b", "c", "a" }.Select(id => Some.Load(Some.Coach with { Id = id }))]));

        Assert.Equal(["a", "b", "c"], [chosen.Coach.Coach.Id, .. chosen.Next.Select(next => next.CoachId)]);
    }

    private static Choice Choose(Ask ask, CoachLoad[] coaches) => Matchmaker.Choose(ask, new(coaches, FitWeights.Default));

    private static string Chosen(params Coach[] coaches) =>
        Assert.IsType<Choice.Chosen>(Choose(Some.Ask, [.. coaches.Select(coach => Some.Load(coach))])).Coach.Coach.Id;

    private static string Because(Ask ask, params Coach[] coaches) =>
        Assert.IsType<Choice.Nobody>(Choose(ask, [.. coaches.Select(coach => Some.Load(coach))])).Because;

    private static string Outcome(Choice choice) => choice switch
    {
        Choice.Chosen chosen => $"{chosen.Coach.Coach.Id} {chosen.Fit.Score} {string.Join(';', chosen.Next)}",
        Choice.Nobody nobody => nobody.Because,
        _ => "",
    };
}
