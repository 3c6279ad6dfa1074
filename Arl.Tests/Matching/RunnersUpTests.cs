using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Matching;

/// <summary>What staff read of those who came next.</summary>
public sealed class RunnersUpTests
{
    private static readonly Coach s_first = Some.Coach with { Id = "a" };
    private static readonly Coach s_second = Some.Coach with { Id = "b" };
    private static readonly Coach s_far = Some.Coach with { Id = "far", TimeZone = "Pacific/Honolulu" };

    [Fact]
    public void Of_equals_the_first_id_goes_first() => Assert.Equal("the same score; of equals the first id goes first", Why(Choose(Some.Load(s_first), Some.Load(s_second))));

    [Fact]
    public void Who_has_no_room_or_is_away_is_told_so_and_not_what_the_fit_lacks()
    {
        Assert.Equal("no free place (all three taken)", Why(Choose(Some.Load(s_second), new(s_first, 3))));
        Assert.Equal("takes no requests just now", Why(Choose(Some.Load(s_second), new(s_first with { Capacity = 0 }, 0))));
        Assert.Equal("takes no requests until January 4, 2027", Why(Choose(Some.Load(s_second), Some.Load(s_first) with { PausedUntil = new(2027, 1, 4) })));
    }

    [Fact]
    public void A_coach_who_was_reserved_before_is_kept_though_others_fit_as_well_or_better()
    {
        var pool = new CoachPool([Some.Load(s_first), Some.Load(s_second), Some.Load(s_far)], FitWeights.Default);

        Assert.Equal("the same score, but the place was reserved before", Why(Matchmaker.Keep(Some.Ask, pool, "b")));
        Assert.Equal(["fits better, but the place was reserved before", "fits better, but the place was reserved before"], Matchmaker.Keep(Some.Ask, pool, "far").Next.Select(next => next.Why));
        Assert.Equal("far", Matchmaker.Keep(Some.Ask, pool, "far").Coach.Coach.Id);
    }

    [Fact]
    public void In_a_plan_each_is_told_as_those_before_in_it_left_the_places()
    {
        var loads = new LoadsInTurn(new CoachPool([Some.Load(s_first with { Capacity = 2 }), Some.Load(s_far with { Capacity = 2 })], FitWeights.Default));

        var (first, second, third) = (loads.Give(Some.Ask, "far"), loads.Give(Some.Ask, "a"), loads.Give(Some.Ask, "a"));

        Assert.Equal("fits better, but in the plan for all who wait its places do more for others", Why(first));
        Assert.Equal((10, 10), (first.Fit.CoachRoom, first.Fit.OrganizationRoom));
        Assert.Equal("11 less: is further away in time (6) and has a smaller share of places free (5)", Why(second));
        Assert.Equal((5, 5), (third.Fit.CoachRoom, third.Fit.OrganizationRoom));
    }

    [Fact]
    public void What_the_fit_lacks_is_told_by_the_two_parts_that_lack_most()
    {
        CoachLoad best = Some.Load(s_first) with { Experience = Experience.None.With(Some.Ask.District, null) };
        var poor = Some.Load(s_second with { Needs = new HashSet<string> { "family-engagement" }, TimeZone = "America/New_York", Organization = "Bright Harbor" });

        Assert.Equal("29 less: covers less of what was asked for (15) and has not worked with the district (10)", Why(Choose(best, poor)));
        Assert.Equal("7.5 less: knows this kind of place less (7.5)", Why(Choose(Some.Load(s_first with { Locales = new HashSet<Domain.Schools.LocaleType> { Domain.Schools.LocaleType.Rural } }), Some.Load(s_second))));
    }

    [Fact]
    public void A_match_says_what_it_covers_who_chose_it_and_its_score_part_by_part()
    {
        var chosen = Choose(Some.Load(Some.Coach with { Needs = new HashSet<string> { "literacy", "multilingual-learners" } }));

        var match = Match.Of(2, Some.Ask, chosen, Some.Moment);

        Assert.Equal((2, "coach-1", "Jo Reyes", "Learning Partners", 52.5, false), (match.Number, match.CoachId, match.CoachName, match.Organization, match.Score, match.ChosenByStaff));
        Assert.Equal(["multilingual-learners"], match.Covered);
        Assert.Empty(match.Overruled);
        Assert.Equal(
            [new("Needs covered", 15, 45), new("Kind of place", 7.5, 15), new("Work with the district", 0, 10), new("Time zone", 10, 10), new("Free places of the coach", 10, 10), new FitPart("Free places of the organization", 10, 10)],
            match.Parts);
    }

    [Fact]
    public void What_a_request_asks_of_a_coach_is_what_was_asked_for_and_where()
    {
        var request = Some.Request with { PreferredCoachId = "coach-2", PausedUntil = Some.Today, ExcludedCoaches = ["coach-3"] };

        var ask = Ask.Of(request);

        Assert.Equal((request.Reference, request.Place.State, request.Place.Locale, request.Place.District, "mesaschools.example"), (ask.Reference, ask.State, ask.Locale, ask.District, ask.EmailDomain));
        Assert.Equal(("coach-2", Some.Today, request.NeedIndex.Total, Some.Moment), (ask.PreferredCoachId, ask.PausedUntil, ask.NeedIndex, ask.ReceivedAt));
        Assert.Equal((request.Needs, request.ExcludedCoaches, request.Place.Levels), (ask.Needs, ask.ExcludedCoaches, ask.Levels));
    }

    private static Choice.Chosen Choose(params CoachLoad[] coaches) => Assert.IsType<Choice.Chosen>(Matchmaker.Choose(Some.Ask, new(coaches, FitWeights.Default)));

    private static string Why(Choice.Chosen chosen) => chosen.Next[0].Why;
}
