using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>Every sentence about a match or a wait is true of whom it speaks of.</summary>
public sealed class ReasonsTests
{
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
    public void A_language_asked_for_must_be_spoken()
    {
        var ask = Some.Ask with { Languages = [Language.Parse("es")] };
        var english = Some.Coach with { Languages = new HashSet<Language> { Language.English } };

        Assert.Contains("works in Spanish", Because(ask, english), StringComparison.Ordinal);
    }

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
    public void What_a_coach_has_done_through_the_network_is_said_with_its_count()
    {
        var experience = Experience.None.With(Some.Ask.District, LocaleType.Rural).With(LeaId.Parse("3500030"), LocaleType.Rural);

        var reasons = MatchReasons.Of(Some.Ask, new CoachLoad(Some.Coach, 0) { Experience = experience });

        Assert.Equal(["covers both needs you named", "works or has worked with your district", "has taken on 2 rural schools before yours", "works in your time zone"], reasons.ForSchool);
        Assert.Equal(["you cover both needs they named", "you work or have worked with their district", "you have taken on 2 rural schools before this one", "they are in your time zone"], reasons.ForCoach);
    }

    [Theory]
    [InlineData(12, "city"), InlineData(21, "suburban"), InlineData(32, "small-town"), InlineData(43, "rural")]
    public void A_kind_of_place_is_called_as_people_call_it(int locale, string word)
    {
        var everywhere = Some.Coach with { Locales = Enum.GetValues<LocaleType>().ToHashSet() };

        Assert.Contains($"has experience with {word} schools like yours", MatchReasons.Of(Some.Ask with { Locale = Locale.FromCode(locale) }, Some.Load(everywhere)).ForSchool);
    }

    [Fact]
    public void Every_reason_is_kept_as_a_fact_too_in_the_order_in_which_it_is_told()
    {
        var ask = Some.Ask with { Needs = ["family-engagement", "multilingual-learners", "literacy"], Languages = [Language.Parse("nv"), Language.Spanish], PreferredCoachId = "coach-1" };
        var coach = Some.Coach with { Needs = ask.Needs.ToHashSet(), Languages = new HashSet<Language> { Language.Spanish } };

        var reasons = MatchReasons.Of(ask, Some.Load(coach) with { Experience = Experience.None.With(ask.District, LocaleType.Rural) });

        Assert.Equal(["our team chose this coach for you", "covers all three needs you named", "works or has worked with your district", "has taken on 1 rural school before yours", "works in Spanish", "works in your time zone"], reasons.ForSchool);
        Assert.Equal(["our team asked for you", "you cover all three needs they named", "you work or have worked with their district", "you have taken on 1 rural school before this one", "they asked for Spanish", "they are in your time zone"], reasons.ForCoach);
        Assert.Equal([ReasonKind.TeamChose, ReasonKind.Covers, ReasonKind.District, ReasonKind.CoachedPlaces, ReasonKind.Language, ReasonKind.TimeZone], reasons.Facts.Select(fact => fact.Kind));
        Assert.Equal((3, 3, LocaleType.Rural, 1, Language.Spanish), (reasons.Facts[1].Needs.Count, reasons.Facts[1].Asked, reasons.Facts[3].Place, reasons.Facts[3].Count, reasons.Facts[4].Language));
    }

    private static Choice Choose(Ask ask, CoachLoad[] coaches) => Matchmaker.Choose(ask, new(coaches, FitWeights.Default));

    private static string Because(Ask ask, params Coach[] coaches) =>
        Assert.IsType<Choice.Nobody>(Choose(ask, [.. coaches.Select(coach => Some.Load(coach))])).Because;
}
