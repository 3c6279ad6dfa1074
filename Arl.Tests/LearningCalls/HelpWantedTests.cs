using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class HelpWantedTests
{
    private static readonly Ask s_math = Some.Ask with { Needs = ["mathematics"], Levels = [SchoolLevel.High] };

    [Fact]
    public void A_need_that_nobody_covers_is_a_call_for_help()
    {
        var help = Assert.Single(HelpWanted.Of([s_math], [Some.Coach]));

        Assert.Equal("Mathematics · New Mexico · high: 1 request waits", help.Words);
    }

    [Fact]
    public void A_need_that_somebody_covers_calls_for_nobody_however_full_they_are() => Assert.Empty(HelpWanted.Of([Some.Ask], [Some.Coach with { Capacity = 0 }]));

    [Fact]
    public void A_need_covered_in_another_state_at_another_level_or_in_another_language_is_a_call_for_help()
    {
        var asks = (Ask[])[Some.Ask with { Languages = [Language.Spanish] }];
        Coach[] coaches =
        [
            Some.Coach with { States = new HashSet<UsState>([UsState.Parse("VT")]) },
            Some.Coach with { Id = "coach-2", Levels = new HashSet<SchoolLevel>([SchoolLevel.High]) },
            Some.Coach with { Id = "coach-3", Languages = new HashSet<Language>([Language.Parse("fr")]) },
        ];

        Assert.Equal("Family engagement or multilingual learners · New Mexico · elementary · in Spanish: 1 request waits", Assert.Single(HelpWanted.Of(asks, coaches)).Words);
    }

    [Fact]
    public void Requests_that_want_the_same_are_one_line_whatever_the_order_of_their_needs()
    {
        Ask[] asks = [s_math with { Needs = ["mathematics", "literacy"] }, s_math with { Needs = ["literacy", "mathematics"], ReceivedAt = Some.Moment.AddDays(-9) }];

        var help = Assert.Single(HelpWanted.Of(asks, [Some.Coach]));

        Assert.Equal(2, help.Requests);
        Assert.Equal(Some.Moment.AddDays(-9), help.WaitingSince);
    }

    [Fact]
    public void What_staff_paused_or_gave_to_a_certain_coach_calls_for_nobody() =>
        Assert.Empty(HelpWanted.Of([s_math with { PausedUntil = Some.Today.AddDays(7) }, s_math with { PreferredCoachId = "coach-1" }], [Some.Coach]));

    [Fact]
    public void A_request_that_its_only_coach_handed_back_is_no_gap_of_the_network() => Assert.Empty(HelpWanted.Of([Some.Ask with { ExcludedCoaches = ["coach-1"] }], [Some.Coach]));

    [Fact]
    public void No_word_of_it_names_the_school_its_district_city_or_contact()
    {
        var words = Assert.Single(HelpWanted.Of([Some.Ask], [])).Words;

        foreach (var name in (string[])[Some.Request.Place.Name, Some.Request.Place.DistrictName!, Some.Request.Place.City!, Some.Request.Contact.Name, Some.Request.Reference.ToString()])
            Assert.DoesNotContain(name, words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Who_waits_longest_comes_first()
    {
        var help = HelpWanted.Of([s_math, s_math with { Needs = ["literacy"], ReceivedAt = Some.Moment.AddDays(-3) }], []);

        Assert.Equal([["literacy"], ["mathematics"]], help.Select(one => one.Needs));
    }

    [Fact]
    public void Requests_alike_are_one_line_whatever_the_order_of_levels_and_languages_which_stand_in_their_own()
    {
        Ask One(SchoolLevel[] levels, string[] languages) => s_math with { Levels = levels, Languages = [.. languages.Select(Language.Parse)] };

        var help = Assert.Single(HelpWanted.Of([One([SchoolLevel.High, SchoolLevel.Elementary], ["nv", "es"]), One([SchoolLevel.Elementary, SchoolLevel.High], ["es", "nv"])], []));

        Assert.Equal("Mathematics · New Mexico · elementary and high · in Spanish or Navajo: 2 requests wait", help.Words);
        Assert.Equal("help_NM_elementary+high_mathematics_es+nv", help.Key);
        Assert.Equal("help_NM_high_attendance+mathematics_", Assert.Single(HelpWanted.Of([s_math with { Needs = ["mathematics", "attendance"] }], [])).Key);
    }

    [Fact]
    public void Of_those_that_wait_as_long_the_first_key_comes_first_and_a_need_off_the_list_is_called_by_its_id() =>
        Assert.Equal(["Attendance", "Juggling"], HelpWanted.Of([s_math with { Needs = ["juggling"], Levels = [] }, s_math with { Needs = ["attendance"], Levels = [] }], []).Select(help => help.Words.Split(' ')[0]));
}
