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
    public void Staff_read_why_the_next_candidates_lost()
    {
        var chosen = Assert.IsType<Choice.Chosen>(Choose(Some.Ask,
        [
            new(Some.Coach with { Id = "a" }, 0), new(Some.Coach with { Id = "b", TimeZone = "America/New_York" }, 1), new(Some.Coach with { Id = "c" }, 3),
            new(Some.Coach with { Id = "d", Needs = new HashSet<string> { "family-engagement" }, TimeZone = "Pacific/Honolulu" }, 3),
        ]));

        Assert.Equal(["7.33 less: is further away in time (4) and has a smaller share of places free (3.33)", "no free place (all three taken)"], chosen.Next.Select(next => next.Why));
    }

    [Fact]
    public void Staff_read_what_would_end_the_wait()
    {
        var full = new CoachLoad(Some.Coach, 3);
        var elsewhere = Some.Load(Some.Coach with { Id = "b", Organization = "Bright Harbor", States = new HashSet<UsState> { UsState.Parse("AZ") } });
        var otherNeeds = Some.Load(Some.Coach with { Id = "c", Needs = new HashSet<string> { "literacy" } });
        var far = Some.Load(Some.Coach with { Id = "d", Needs = new HashSet<string> { "literacy" }, States = new HashSet<UsState> { UsState.Parse("AZ") } });

        Assert.Equal(
        [
            "A free place with one of 1 coach who fits and is full: Learning Partners (one).",
            "1 coach would fit if the coach covered family engagement or multilingual learners: Learning Partners (one).",
            "1 coach would fit if the coach served New Mexico: Bright Harbor (one).",
        ], WhyNobody.WouldUnblock(Some.Ask, [full, elsewhere, otherNeeds, far]));
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

    [Fact]
    public void A_language_asked_for_must_be_spoken()
    {
        var ask = Some.Ask with { Languages = [Language.Parse("es")] };
        var english = Some.Coach with { Languages = new HashSet<Language> { Language.English } };

        Assert.Contains("works in Spanish", Because(ask, english), StringComparison.Ordinal);
    }

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
    public void A_coach_an_hour_off_in_summer_is_not_said_to_be_in_the_same_zone()
    {
        var arizona = Some.Ask with { State = UsState.Parse("AZ") };

        Assert.DoesNotContain("works in your time zone", MatchReasons.Of(arizona, Some.Load(Some.Coach)).ForSchool);
        Assert.Contains("works in your time zone", MatchReasons.Of(arizona, Some.Load(Some.Coach with { TimeZone = "America/Phoenix" })).ForSchool);
    }

    [Fact]
    public void Who_waits_is_not_told_that_all_are_full_where_some_have_room_but_do_not_fit()
    {
        CoachLoad[] coaches = [new(Some.Coach, 3), new(Some.Coach with { Id = "b", Levels = new HashSet<SchoolLevel> { SchoolLevel.High } }, 0)];

        Assert.Equal("No coach who fits has a free place: one fits, and is full.", Assert.IsType<Choice.Nobody>(Choose(Some.Ask, coaches)).Because);
    }

    [Fact]
    public void Staff_are_not_sent_to_coaches_who_are_full_themselves() =>
        Assert.Empty(WhyNobody.WouldUnblock(Some.Ask, [new(Some.Coach with { States = new HashSet<UsState> { UsState.Parse("AZ") } }, 3)]));

    [Fact]
    public void A_full_network_says_how_many_would_fit() =>
        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: two coaches do, all full.",
            Assert.IsType<Choice.Nobody>(Choose(Some.Ask, [new(Some.Coach, 3), new(Some.Coach with { Id = "b", Capacity = 0 }, 0)])).Because);

    [Fact]
    public void The_reason_names_the_last_thing_that_is_missing()
    {
        var elsewhere = Some.Coach with { States = new HashSet<UsState> { UsState.Parse("AZ") } };
        var other = Some.Coach with { Id = "b", Needs = new HashSet<string> { "literacy" } };

        Assert.Equal("No coach who covers family engagement or multilingual learners serves New Mexico.", Because(Some.Ask, elsewhere, other));
        Assert.Equal("No coach covers family engagement or multilingual learners.", Because(Some.Ask, other));
        Assert.Equal("There are no coaches yet.", Because(Some.Ask));
    }

    [Fact]
    public void School_and_coach_are_told_why_in_their_own_words()
    {
        var coach = Some.Coach with { Locales = new HashSet<LocaleType> { LocaleType.Rural } };

        var reasons = MatchReasons.Of(Some.Ask, new(coach, 0));

        Assert.Equal(["covers both needs you named", "has experience with rural schools like yours", "works in your time zone"], reasons.ForSchool);
        Assert.Equal(["you cover both needs they named", "you know rural schools", "they are in your time zone"], reasons.ForCoach);
    }

    [Fact]
    public void A_coach_for_some_of_the_needs_is_told_so_in_a_sentence()
    {
        var three = Some.Ask with { Needs = ["family-engagement", "multilingual-learners", "literacy"] };
        var one = Some.Coach with { Needs = new HashSet<string> { "multilingual-learners" } };

        Assert.Equal("covers multilingual learners, one of the three needs you named", MatchReasons.Of(three, new(one, 0)).ForSchool[0]);
        Assert.Equal("you cover two of the three needs they named: family engagement, multilingual learners", MatchReasons.Of(three, new(Some.Coach, 0)).ForCoach[0]);
        Assert.Equal("covers multilingual learners, the need you named", MatchReasons.Of(three with { Needs = ["multilingual-learners"] }, new(one, 0)).ForSchool[0]);
    }

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
    public void What_a_coach_has_done_through_the_network_is_said_with_its_count()
    {
        var experience = Experience.None.With(Some.Ask.District, LocaleType.Rural).With(LeaId.Parse("3500030"), LocaleType.Rural);

        var reasons = MatchReasons.Of(Some.Ask, new CoachLoad(Some.Coach, 0) { Experience = experience });

        Assert.Equal(["covers both needs you named", "works or has worked with your district", "has taken on 2 rural schools before yours", "works in your time zone"], reasons.ForSchool);
        Assert.Equal(["you cover both needs they named", "you work or have worked with their district", "you have taken on 2 rural schools before this one", "they are in your time zone"], reasons.ForCoach);
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
