using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Matching.SomeUnmet;

namespace Arl.Tests.Matching;

public sealed class UnmetNeedsTests
{
    [Fact]
    public void While_a_request_waits_none_of_its_needs_is_covered()
    {
        var unmet = Count(Waiting(3, Family, Literacy));

        Assert.Equal([(Family, 1, 1), (Literacy, 1, 1)], unmet.ByNeed.Select(need => (need.Id, need.Asked, need.Unmet)));
    }

    [Theory]
    [InlineData(RequestState.Matched), InlineData(RequestState.Introduced), InlineData(RequestState.Coaching), InlineData(RequestState.Completed), InlineData(RequestState.Withdrawn)]
    public void Of_a_matched_request_the_needs_that_its_coach_does_not_cover_are_unmet(RequestState state)
    {
        var unmet = Count(Introduced(3, [Family, Multilingual, Literacy], Family, Literacy) with { State = state });

        Assert.Equal([(Multilingual, 1), (Family, 0), (Literacy, 0)], unmet.ByNeed.Select(need => (need.Id, need.Unmet)));
        Assert.Equal((1, 3, 1), (unmet.Total.Requests, unmet.Total.Asked, unmet.Total.Unmet));
    }

    [Fact]
    public void Withdrawn_without_a_match_nothing_was_covered()
    {
        var never = Waiting(3, Family) with { State = RequestState.Withdrawn };
        var handedBack = Waiting(3, Literacy) with { State = RequestState.Withdrawn, Matches = 1, ExcludedCoaches = ["coach-1"] };

        Assert.Equal(2, Count(never, handedBack).Total.Unmet);
    }

    [Fact]
    public void A_request_that_is_not_decided_yet_is_neither_asked_nor_unmet_but_will_need_a_place()
    {
        var unmet = Count(Received(0, Family), Received(40, Family) with { Matches = 1, ExcludedCoaches = ["coach-1"] }, Waiting(1, Family));

        Assert.Equal((2, 1, 1), (unmet.Undecided, unmet.Total.Asked, unmet.Total.Unmet));
        Assert.Equal((3, 1), (unmet.Weeks.Sum(week => week.Requests), unmet.Weeks.Sum(week => week.Unmet)));
        Assert.Equal(2 * 8 / 5.0, unmet.Forecast.New!.Expected); // 40 days are 5 whole weeks, in which two were received.
    }

    [Fact]
    public void A_request_that_staff_paused_before_a_match_is_not_decided_and_one_that_goes_on_under_another_is_counted_there()
    {
        var unmet = Count(Waiting(3, Family) with { PausedUntil = Some.Today }, Numbered(Waiting(3, Family), 5) with { State = RequestState.Withdrawn, MergedInto = Some.Request.Reference }, Introduced(3, [Family], Family) with { PausedUntil = Some.Today });

        Assert.Equal((1, 1, 0, 2), (unmet.Undecided, unmet.Total.Asked, unmet.Total.Unmet, unmet.Weeks.Sum(week => week.Requests)));
    }

    [Fact]
    public void A_coach_whom_staff_chose_may_cover_nothing_that_was_asked_for()
    {
        var unmet = Count(Received(3, Family) with { State = RequestState.Introduced, Match = Match() with { ChosenByStaff = true }, Matches = 1 });

        Assert.Equal((0, 1), (unmet.Unrecorded, unmet.Total.Unmet));
    }

    [Fact]
    public void Weeks_end_at_this_moment_the_last_one_last()
    {
        var weeks = Count(Waiting(0, Family), Waiting(8, Family)).Weeks;

        Assert.Equal((16, Some.Moment.AddDays(-105), Some.Moment), (weeks.Count, weeks[0].Before, weeks[^1].Before));
        Assert.Equal([(1, 1), (1, 1)], weeks.TakeLast(2).Select(week => (week.Requests, week.Unmet)));
    }

    [Fact]
    public void A_match_that_does_not_say_what_it_covers_is_left_out_and_counted_apart()
    {
        var unmet = Count(Introduced(3, [Family]), Waiting(3, Family));

        Assert.Equal((1, 1, 1), (unmet.Unrecorded, unmet.Total.Asked, unmet.Total.Unmet));
    }

    [Fact]
    public void Lines_stand_by_the_most_unmet()
    {
        var unmet = Count(
            Numbered(Waiting(1, Literacy), 1), Numbered(Waiting(1, Literacy, Family), 2), Numbered(Introduced(1, [Family, Multilingual], Multilingual), 3), Numbered(Waiting(1, Family), 4),
            Numbered(Introduced(1, ["attendance"], "attendance"), 5));

        Assert.Equal([(Family, 3), (Literacy, 2), ("attendance", 0), (Multilingual, 0)], unmet.ByNeed.Select(need => (need.Id, need.Unmet)));
        Assert.Equal([Family, Literacy], unmet.Top(3).Select(need => need.Id));
        Assert.Equal("Family engagement: 3 of 3 requests (100%). Too early to compare: 3 in the last 8 weeks, 0 in the 8 weeks before.", UnmetWords.Need(unmet.ByNeed[0]));
    }

    [Fact]
    public void A_district_stands_in_the_line_of_each_of_its_levels_and_languages()
    {
        var request = Introduced(3, [Family, Literacy], Family) with
        {
            Place = Some.Request.Place with { Levels = [SchoolLevel.Elementary, SchoolLevel.High], State = UsState.Parse("AZ") },
            Languages = [Language.Parse("es"), Language.Parse("nv")],
        };

        var unmet = Count(request, Waiting(3, Literacy) with { Place = Some.Request.Place with { Levels = [] } });

        Assert.Equal([("elementary", 2, 1), ("high", 2, 1), ("unknown", 1, 1)], unmet.ByLevel.OrderBy(line => line.Id, StringComparer.Ordinal).Select(line => (line.Id, line.Asked, line.Unmet)));
        Assert.Equal([("es", 2, 1), ("none", 1, 1), ("nv", 2, 1)], unmet.ByLanguage.OrderBy(line => line.Id, StringComparer.Ordinal).Select(line => (line.Id, line.Asked, line.Unmet)));
        Assert.Equal([("Arizona", 1, 2, 1), ("New Mexico", 1, 1, 1)], unmet.ByState.Select(line => (line.Name, line.Requests, line.Asked, line.Unmet)));
    }

    [Fact]
    public void Nothing_asked_is_nothing_unmet()
    {
        var unmet = Count();

        Assert.Equal((0, 0.0, 0), (unmet.Total.Asked, unmet.Total.Share, unmet.ByNeed.Count));
        Assert.Empty(unmet.Top(3));
        Assert.Null(unmet.Forecast.Places);
    }

    [Fact]
    public void The_forecast_of_a_need_goes_by_the_requests_that_name_it()
    {
        CoachingRequest[] requests =
        [
            .. Enumerable.Range(0, 30).Select(week => Introduced((7 * week) + 1, [Family], Family)),
            .. Enumerable.Range(0, 13).Select(week => Introduced((14 * week) + 1, [Literacy], Literacy)),
            Waiting(300, Literacy),
        ];

        var unmet = Count(requests);

        Assert.Equal((1, 13, 26), (unmet.Forecast.Waiting, unmet.Forecast.Places, unmet.Forecast.Weeks));
        Assert.Equal((0, 8), (unmet.ForecastByNeed[Family].Waiting, unmet.ForecastByNeed[Family].Places));
        Assert.Equal((1, 5), (unmet.ForecastByNeed[Literacy].Waiting, unmet.ForecastByNeed[Literacy].Places));
    }

    [Fact]
    public void Totals_are_the_sums_of_their_parts() =>
        AnyRequests.Sample(requests =>
        {
            var unmet = Count(requests);
            foreach (var lines in new[] { unmet.ByNeed, unmet.ByState })
                Assert.Equal((unmet.Total.Asked, unmet.Total.Unmet), (lines.Sum(line => line.Asked), lines.Sum(line => line.Unmet)));
            Assert.Equal(unmet.Total.Requests, unmet.ByState.Sum(line => line.Requests));
            Assert.Equal(requests.Length, unmet.Total.Requests + unmet.Undecided + unmet.Unrecorded);
            Assert.Equal(unmet.Total.Trend.Weekly, unmet.Weeks.Select(week => week.Unmet));
            Assert.Equal(unmet.Total.Trend.Weekly, Enumerable.Range(0, 16).Select(week => unmet.ByNeed.Sum(need => need.Trend.Weekly[week])));
            foreach (var line in (UnmetLine[])[.. unmet.ByNeed, .. unmet.ByState, .. unmet.ByLevel, .. unmet.ByLanguage])
                Assert.True(line.Unmet <= line.Asked && line.Trend.Last + line.Trend.Before <= line.Unmet && line.Requests <= line.Asked, line.ToString());
            Assert.All(unmet.ByNeed, need => Assert.Equal(need.Requests, need.Asked));
        });

    [Fact]
    public void The_order_of_the_requests_changes_nothing() =>
        Gen.Select(AnyRequests, Gen.Int).Sample((requests, seed) => Assert.Equivalent(Count(requests), Count([.. requests.OrderBy(request => HashCode.Combine(request.Reference, seed))]), strict: true));

    [Fact]
    public void A_coach_who_covers_one_need_more_makes_one_need_less_unmet() =>
        Gen.Select(AnyRequests, Gen.Int[1, 3]).Sample((requests, covered) =>
        {
            string[] needs = [Literacy, Family, Multilingual, "attendance"];
            var before = Count([.. requests, Introduced(3, needs, needs[..covered])]);
            var after = Count([.. requests, Introduced(3, needs, needs[..(covered + 1)])]);
            return after.Total.Unmet == before.Total.Unmet - 1 && after.Total.Asked == before.Total.Asked && after.Total.Share < before.Total.Share;
        });
}
