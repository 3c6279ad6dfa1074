using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Why a request waits, for the school, and what would end it, for staff.</summary>
public sealed class WhyNobodyTests
{
    private static readonly Ask s_spanish = Some.Ask with { Languages = [Language.Spanish] };
    private static readonly Coach s_highSchools = Some.Coach with { Levels = new HashSet<SchoolLevel> { SchoolLevel.High } };
    private static readonly Coach s_english = Some.Coach with { Languages = new HashSet<Language> { Language.English } };
    private static readonly Coach s_own = Some.Coach with { Email = EmailAddress.Parse("jo@mesaschools.example"), NotForOwnDomain = true };
    private static readonly Coach s_elsewhere = Some.Coach with { States = new HashSet<UsState> { UsState.Parse("AZ") } };

    [Fact]
    public void The_school_reads_the_last_thing_that_is_missing()
    {
        Assert.Equal("No coach is active.", Because(Some.Ask, Some.Coach with { Active = false }));
        Assert.Equal("No coach who covers family engagement or multilingual learners in New Mexico serves schools of this level.", Because(Some.Ask, s_highSchools, s_elsewhere));
        Assert.Equal("No coach who covers family engagement or multilingual learners in New Mexico works in Spanish.", Because(s_spanish, s_english));
        Assert.Equal("No coach who covers family engagement or multilingual learners in New Mexico and serves schools of this level works in Spanish.", Because(s_spanish, s_english, s_highSchools));
        Assert.Equal("Every coach who would fit has handed this request back.", Because(Some.Ask with { ExcludedCoaches = ["coach-1"] }, Some.Coach));
        Assert.Equal("No coach covers juggling.", Because(Some.Ask with { Needs = ["juggling"] }, Some.Coach));
    }

    [Fact]
    public void Who_is_away_is_not_called_full()
    {
        var away = Some.Load(Some.Coach) with { PausedUntil = Some.Today.AddDays(30) };
        var full = new CoachLoad(Some.Coach with { Id = "full" }, Taken: 3);

        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: one coach does, and is away.", WhyNobody.Because(Some.Ask, [away]));
        Assert.Equal("No coach with room covers family engagement or multilingual learners in New Mexico: two coaches do, all full or away.", WhyNobody.Because(Some.Ask, [away, full]));
        Assert.Equal("No coach who fits has a free place: two fit, all full or away.", WhyNobody.Because(Some.Ask, [away, full, Some.Load(s_highSchools)]));
    }

    [Fact]
    public void What_staff_paused_or_gave_to_a_certain_coach_ends_its_wait_by_them()
    {
        var chosen = Some.Ask with { PreferredCoachId = "coach-1" };

        Assert.Equal(["It goes on by itself on that day, or when you resume it."], WhyNobody.WouldUnblock(Some.Ask with { PausedUntil = Some.Today }, [Some.Load(Some.Coach)]));
        Assert.Equal(["A free place with Jo Reyes, whom staff chose; or another choice."], WhyNobody.WouldUnblock(chosen, [Some.Load(Some.Coach with { Id = "other", Name = "Sam Holt" }), Some.Load(Some.Coach)]));
        Assert.Equal(["A free place with coach-1, whom staff chose; or another choice."], WhyNobody.WouldUnblock(chosen, []));
    }

    [Fact]
    public void A_place_that_comes_free_would_end_it_and_so_would_the_end_of_a_pause()
    {
        CoachLoad Away(string id, int days, int taken = 0) => new CoachLoad(Some.Coach with { Id = id, Organization = "Bright Harbor" }, taken) with { PausedUntil = Some.Today.AddDays(days) };
        CoachLoad[] full = [new(Some.Coach, 3), new(Some.Coach with { Id = "b", Organization = "Open Door" }, 3), new(Some.Coach with { Id = "c" }, 3)];

        Assert.Equal(["A free place with one of 3 coaches who fit and are full: Learning Partners (two), Open Door (one)."], WhyNobody.WouldUnblock(Some.Ask, full));
        Assert.Equal(["The end of a pause: 1 coach who fits is away, until December 4, 2026: Bright Harbor (one)."], WhyNobody.WouldUnblock(Some.Ask, [Away("a", 10)]));
        Assert.Equal(["The end of a pause: 2 coaches who fit are away, the first until December 4, 2026: Bright Harbor (two)."], WhyNobody.WouldUnblock(Some.Ask, [Away("a", 20), Away("b", 10), Away("full", 5, taken: 3)]));
    }

    [Fact]
    public void Each_single_rule_that_stands_against_coaches_with_room_is_told_with_whose_they_are()
    {
        Coach[] coaches = [Some.Coach with { Active = false }, Some.Coach with { Needs = new HashSet<string> { "literacy" } }, s_elsewhere, s_highSchools, s_english, s_own, Some.Coach with { Id = "before" }];
        var ask = s_spanish with { ExcludedCoaches = ["before"] };

        Assert.Equal(
            [
                "1 coach would fit if set active: Learning Partners (one).",
                "1 coach would fit if the coach covered family engagement or multilingual learners: Learning Partners (one).",
                "1 coach would fit if the coach served New Mexico: Learning Partners (one).",
                "1 coach would fit if the coach served schools of this level: Learning Partners (one).",
                "1 coach would fit if the coach worked in Spanish: Learning Partners (one).",
                "1 coach is on the school's own staff, or so their email domain says: Learning Partners (one).",
                "1 coach has handed this request back: Learning Partners (one).",
            ],
            WhyNobody.WouldUnblock(ask, [.. coaches.Select(coach => Some.Load(coach))]));
        Assert.Equal(
            [
                "2 coaches would fit if one was set active: Learning Partners (two).",
                "2 coaches would fit if one of them served schools of this level: Learning Partners (two).",
                "2 coaches are on the school's own staff, or so their email domain says: Learning Partners (two).",
            ],
            WhyNobody.WouldUnblock(Some.Ask, [.. new[] { coaches[0], coaches[0], s_highSchools, s_highSchools, s_own, s_own, s_highSchools with { Active = false } }.Select(coach => Some.Load(coach))]));
    }

    [Fact]
    public void What_stands_against_a_coach_is_told_rule_by_rule()
    {
        var nobody = Some.Coach with { Active = false, Needs = new HashSet<string> { "literacy" }, States = s_elsewhere.States, Levels = s_highSchools.Levels, Languages = s_english.Languages, Email = s_own.Email, NotForOwnDomain = true };
        var ask = s_spanish with { ExcludedCoaches = ["coach-1"] };

        Assert.Equal(
            ["is not active", "covers none of the needs", "does not serve New Mexico", "does not serve schools of this level", "does not work in Spanish", "is on the school's own staff", "had this request before"],
            CoachRules.Broken(ask, nobody).Select(rule => rule.InWords(ask)));
        Assert.Equal((CoachRule.Active, null, null), (CoachRules.FirstBroken(ask, nobody), CoachRules.OnlyBroken(ask, nobody), CoachRules.OnlyBroken(Some.Ask, Some.Coach)));
        Assert.Equal(CoachRule.State, CoachRules.OnlyBroken(Some.Ask, s_elsewhere));
    }

    private static string Because(Ask ask, params Coach[] coaches) => WhyNobody.Because(ask, [.. coaches.Select(coach => Some.Load(coach))]);
}
