using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Pages.Introductions;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Arl.Tests.Support;
using CsCheck;
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

    private static Choice Choose(Ask ask, CoachLoad[] coaches) => Matchmaker.Choose(ask, new(coaches, FitWeights.Default));

    private static string Because(Ask ask, params Coach[] coaches) =>
        Assert.IsType<Choice.Nobody>(Choose(ask, [.. coaches.Select(coach => Some.Load(coach))])).Because;

    /// <summary>Staff and the coach read the clauses; the school reads the same facts in its own language.</summary>
    [Fact]
    public void The_school_reads_in_English_what_staff_read_and_in_Spanish_as_many_reasons()
    {
        var (texts, lists) = (Texts.Of<IntroductionsTexts>(), Texts.Of<ListsTexts>());
        var one = Some.Coach with { Needs = new HashSet<string>(["multilingual-learners"]), Languages = new HashSet<Language>([Language.Spanish]), Locales = new HashSet<LocaleType>([LocaleType.Rural]) };
        var three = Some.Ask with { Needs = ["family-engagement", "multilingual-learners", "literacy"], Languages = [Language.Spanish] };
        var coached = Experience.None.With(null, LocaleType.Rural);
        var often = coached.With(Some.Ask.District, LocaleType.Rural);
        (Ask Ask, CoachLoad Load)[] matches =
        [
            (Some.Ask, new(Some.Coach, 0)), (three, new(one, 0)), (three with { Needs = ["multilingual-learners"], PreferredCoachId = one.Id }, new(one, 0)), (three, new(Some.Coach, 0)),
            (three, new(Some.Coach with { Needs = new HashSet<string>(three.Needs) }, 0) { Experience = coached }), (three, new(Some.Coach, 0) { Experience = often }),
        ];

        Assert.All(matches, match =>
        {
            var made = Some.Match() with { Reasons = MatchReasons.Of(match.Ask, match.Load) };
            var spanish = ReaderCulture.In(Language.Spanish, () => texts.ForSchool(lists, made));

            Assert.Equal(made.Reasons.ForSchool.Select(InWords.Line), ReaderCulture.In(Language.English, () => texts.ForSchool(lists, made)));
            Assert.Equal(made.Reasons.ForSchool.Count, spanish.Count);
            Assert.Empty(spanish.Intersect(made.Reasons.ForSchool.Select(InWords.Line)));
        });
    }
}
