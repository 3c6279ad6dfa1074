using Arl.Domain.Engagements;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach;

public sealed class WorkFiguresTests
{
    private static readonly DateTimeOffset s_day = Some.Moment;

    private static readonly RequestRecord[] s_requests =
    [
        Request(1, (0, "Received", RequestState.Received), (0.1, "CoachFound", RequestState.Matched), (1, "IntroductionSent", RequestState.Introduced), (5, "CoachingStarted", RequestState.Coaching), (40, "CoachingCompleted", RequestState.Completed)),
        Request(2, (2, "Received", RequestState.Received), (3, "IntroductionSent", RequestState.Introduced)),
        Request(3, (2, "Received", RequestState.Received), (6, "IntroductionSent", RequestState.Introduced), (7, "HandedBack", RequestState.Received), (9, "IntroductionSent", RequestState.Introduced), (12, "CoachingStarted", RequestState.Coaching)),
        Request(4, (10, "Received", RequestState.Received), (10.5, "NoCoachFits", RequestState.Waiting)),
        Request(5, (29, "Received", RequestState.Received)),
    ];

    [Fact]
    public void The_median_days_are_those_of_first_introductions_and_first_meetings()
    {
        var work = WorkFigures.Of(s_requests, DateTimeOffset.MinValue, s_day.AddDays(30));

        Assert.Equal((5, 3, 1.0), (work.Received, work.Introduced, work.MedianDaysToIntroduction)); // 1, 1 and 4 days
        Assert.Equal((2, 7.5), (work.CoachingBegan, work.MedianDaysToCoaching)); // 5 and 10 days
        Assert.Equal(0, work.Completed);
    }

    [Fact]
    public void A_span_counts_what_happened_after_its_beginning_up_to_its_end()
    {
        var work = WorkFigures.Of(s_requests, s_day.AddDays(3), s_day.AddDays(10));

        Assert.Equal((1, 1, 4.0), (work.Received, work.Introduced, work.MedianDaysToIntroduction)); // the one at exactly day 3 belongs to the span before
        Assert.Equal((1, 5.0), (work.CoachingBegan, work.MedianDaysToCoaching));
    }

    [Fact]
    public void What_is_new_in_a_month_reads_so()
    {
        var november = ReportSpan.Of(new(new(2026, 11, 1), new(2026, 11, 30)), TimeZoneInfo.Utc);
        ServedSchool[] schools = [SomeReach.Served with { IntroducedOn = new(2026, 11, 3) }, SomeReach.Served with { Key = "359000100002", IntroducedOn = new(2026, 10, 31) }, SomeReach.Served with { Key = "359000100003", IntroducedOn = new(2020, 9, 1) }];
        RequestMoment At(double day, string what, RequestState state) => new(november.After.AddDays(day), what, state);
        var request = new RequestRecord(Reference.Create(1, 1), Some.School.State, november.After.AddDays(1), [At(1, "Received", RequestState.Received), At(1.25, "IntroductionSent", RequestState.Introduced), At(8.5, "CoachingStarted", RequestState.Coaching),
            At(9, "SessionLogged", RequestState.Coaching) with { Minutes = 90 }, At(10, "CheckInAnswered", RequestState.Coaching) with { By = Side.School, Score = 4 }, At(10, "CheckInAnswered", RequestState.Coaching) with { By = Side.Coach, Score = 5 }]);

        var lines = ProgressLines.Of(ReachProgress.Of(schools, [request], LearningRecord.None, ReachBackdrop.None, november, november.Before(TimeZoneInfo.Utc)));

        Assert.Equal(("New in November 2026", "month"), (ProgressLines.Title(november.Days), ProgressLines.Length(november.Days)));
        Assert.Equal(
            ["1 | 1", "210 | 210", "1 | 0", "1 | 0", "0.3 | none", "7.5 | none", "1 | 0", "1.5 | 0", "4 | none", "5 | none"],
            lines.Select(line => $"{line.Now} | {line.Before}"));
    }

    [Fact]
    public void Spans_side_by_side_sum_to_the_whole()
    {
        var whole = WorkFigures.Of(s_requests, DateTimeOffset.MinValue, s_day.AddDays(60));
        var parts = Enumerable.Range(0, 30).Select(at => WorkFigures.Of(s_requests, at == 0 ? DateTimeOffset.MinValue : s_day.AddDays((2 * at) + 1), s_day.AddDays((2 * at) + 3))).ToList();

        Assert.Equal((whole.Received, whole.Introduced, whole.CoachingBegan, whole.Completed), (parts.Sum(part => part.Received), parts.Sum(part => part.Introduced), parts.Sum(part => part.CoachingBegan), parts.Sum(part => part.Completed)));
    }

    [Fact]
    public void Who_has_no_introduction_yet_stands_in_the_band_of_its_age_and_its_state()
    {
        var ages = WorkFigures.Of(s_requests, DateTimeOffset.MinValue, s_day.AddDays(30)).Ages;

        Assert.Equal(6, ages.Count);
        Assert.Equal([new("1 to 3 days", 1, 0, 0), new("15 to 30 days", 0, 1, 0)], ages.Where(band => band.Total > 0));
        Assert.Equal([new("under 1 day", 0, 1, 0)], WorkFigures.Of(s_requests, DateTimeOffset.MinValue, s_day.AddDays(10.6)).Ages.Where(band => band.Total > 0));
    }

    [Fact]
    public void Sessions_minutes_and_scores_are_those_of_the_span()
    {
        RequestRecord[] requests =
        [
            Request(1, (0, "Received", RequestState.Received)) with
            {
                Moments =
                [
                    new(s_day.AddDays(1), "SessionLogged", RequestState.Coaching) { On = new(2026, 11, 20), Minutes = 45 },
                    new(s_day.AddDays(2), "SessionLogged", RequestState.Coaching) { On = new(2026, 11, 21), Minutes = 30 },
                    new(s_day.AddDays(2), "CheckInAnswered", RequestState.Coaching) { By = Side.School, Score = 5 },
                    new(s_day.AddDays(2), "CheckInAnswered", RequestState.Coaching) { By = Side.School, Score = 2 },
                    new(s_day.AddDays(3), "CheckInAnswered", RequestState.Coaching) { By = Side.Coach, Score = 4 },
                ],
            },
        ];

        var work = WorkFigures.Of(requests, s_day.AddDays(1), s_day.AddDays(2));

        Assert.Equal((1, 30L, new CheckInFigures(2, 3.5), new CheckInFigures(0, null)), (work.Sessions, work.Minutes, work.SchoolCheckIns, work.CoachCheckIns));
    }

    [Fact]
    public void A_month_is_compared_with_the_month_before_and_a_week_with_the_week_before()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var march = ReportSpan.Of(new(new(2026, 3, 1), new(2026, 3, 31)), zone);
        var week = ReportSpan.Of(new(new(2026, 3, 2), new(2026, 3, 8)), zone);

        Assert.Equal(new Period(new(2026, 2, 1), new(2026, 2, 28)), march.Before(zone).Days);
        Assert.Equal(new Period(new(2026, 2, 23), new(2026, 3, 1)), week.Before(zone).Days);
        Assert.Equal((new(2026, 3, 1, 5, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 1, 4, 0, 0, TimeSpan.Zero)), (march.After, march.To)); // daylight saving began on March 8
        Assert.Equal(week.Before(zone).To, week.After);
    }

    private static RequestRecord Request(int number, params (double Day, string Event, RequestState State)[] life) => new(
        Reference.Create(number, 4711), UsState.Parse("NM"), s_day.AddDays(life[0].Day), [.. life.Select(one => new RequestMoment(s_day.AddDays(one.Day), one.Event, one.State))]);
}
