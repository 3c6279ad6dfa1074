using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using CsCheck;
using Xunit;

namespace Arl.Tests.Reach.Reports;

public sealed class ReachScheduleTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly ReportRhythm.Weekly s_mondays = new(DayOfWeek.Monday, new(8, 0));
    private static readonly ReachSchedule s_weekly = new(s_newYork, s_mondays);
    private static readonly ReachSchedule s_monthly = new(s_newYork, new ReportRhythm.Monthly(1, new(8, 0)));
    private static readonly HashSet<string> s_none = [];

    [Theory]
    [InlineData("2026-03-02", "2026-03-02T13:00:00Z")] // standard time
    [InlineData("2026-03-09", "2026-03-09T12:00:00Z")] // the day after the clocks went forward
    [InlineData("2026-10-26", "2026-10-26T12:00:00Z")]
    [InlineData("2026-11-02", "2026-11-02T13:00:00Z")] // the day after they went back
    public void Monday_at_eight_is_eight_by_the_clocks_of_New_York(string day, string due)
    {
        var period = s_weekly.Periods(At(due).AddDays(-1)).First();

        Assert.Equal(("weekly-" + day, At(due), At(due)), (period.Id, period.DueAt, period.AsOf));
    }

    [Theory]
    [InlineData("2026-11-26", "monthly-2026-11", "2026-12-01T13:00:00Z", "2026-12-01T05:00:00Z")]
    [InlineData("2026-12-02", "monthly-2026-12", "2027-01-01T13:00:00Z", "2027-01-01T05:00:00Z")]
    [InlineData("2026-03-20", "monthly-2026-03", "2026-04-01T12:00:00Z", "2026-04-01T04:00:00Z")]
    public void On_the_first_of_a_month_the_report_is_due_on_the_month_before_as_it_ended(string from, string id, string due, string asOf)
    {
        var period = s_monthly.Periods(At(from + "T00:00:00Z")).First();

        Assert.Equal((id, At(due), At(asOf)), (period.Id, period.DueAt, period.AsOf));
    }

    [Fact]
    public void A_monthly_report_that_is_due_later_in_the_month_is_still_about_the_whole_month_before()
    {
        var period = new ReachSchedule(s_newYork, new ReportRhythm.Monthly(28, new(17, 30))).Periods(At("2026-02-01T00:00:00Z")).First();

        Assert.Equal(("monthly-2026-01", At("2026-02-28T22:30:00Z"), At("2026-02-01T05:00:00Z")), (period.Id, period.DueAt, period.AsOf));
    }

    [Fact]
    public void What_was_due_before_the_first_start_is_never_sent()
    {
        var justAfter = At("2026-11-23T13:00:01Z");

        Assert.Empty(s_weekly.DuePeriods(justAfter, justAfter, s_none));
        Assert.Equal("weekly-2026-11-30", s_weekly.DuePeriods(justAfter, justAfter.AddDays(7), s_none).Single().Id);
        Assert.Empty(s_monthly.DuePeriods(At("2026-12-01T13:00:01Z"), At("2026-12-31T00:00:00Z"), s_none));
    }

    [Fact]
    public void At_eight_sharp_it_is_due_and_a_second_earlier_it_is_not()
    {
        var eight = At("2026-11-23T13:00:00Z");

        Assert.Empty(s_weekly.DuePeriods(eight.AddDays(-1), eight.AddSeconds(-1), s_none));
        Assert.Single(s_weekly.DuePeriods(eight.AddDays(-1), eight, s_none));
    }

    [Fact]
    public void Missed_periods_are_due_oldest_first_without_those_already_sent()
    {
        Assert.Equal(["weekly-2026-11-02", "weekly-2026-11-16"],
            s_weekly.DuePeriods(At("2026-11-01T00:00:00Z"), At("2026-11-20T00:00:00Z"), new HashSet<string> { "weekly-2026-11-09" }).Select(period => period.Id));
        Assert.Equal(["monthly-2026-08", "monthly-2026-10"],
            s_monthly.DuePeriods(At("2026-08-15T00:00:00Z"), At("2026-11-20T00:00:00Z"), new HashSet<string> { "monthly-2026-09" }).Select(period => period.Id));
    }

    [Fact]
    public void However_often_and_irregularly_it_ticks_each_period_since_the_start_is_sent_once() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Int[1, 30_000].Array[1, 60], Gen.OneOf("America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"), Gen.Int[0, 28]).Sample((start, waits, id, day) =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var schedule = new ReachSchedule(zone, day == 0 ? s_mondays : new ReportRhythm.Monthly(day, new(8, 0)));
            var startedAt = At("2026-01-01T00:00:00Z").AddMinutes(start);
            var (now, sent) = (startedAt, new HashSet<string>());
            foreach (var wait in waits)
            {
                now = now.AddMinutes(wait);
                foreach (var period in schedule.DuePeriods(startedAt, now, sent).ToList())
                    Assert.True(sent.Add(period.Id));
            }

            var days = Enumerable.Range(0, (int)(now - startedAt).TotalDays + 3).Select(day => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(startedAt, zone).DateTime).AddDays(day));
            var due = days.Where(one => (day == 0 ? one.DayOfWeek == DayOfWeek.Monday : one.Day == day) && TimeZoneInfo.ConvertTimeToUtc(one.ToDateTime(new(8, 0)), zone) is var at && at >= startedAt.UtcDateTime && at <= now.UtcDateTime);
            Assert.Equal(due.Select(one => day == 0 ? $"weekly-{one:yyyy-MM-dd}" : $"monthly-{one.AddMonths(-1):yyyy-MM}").Order(), sent.Order());
        });

    [Fact]
    public void An_hour_that_the_clocks_leave_out_or_give_twice_is_due_once()
    {
        var gap = new ReachSchedule(s_newYork, new ReportRhythm.Weekly(DayOfWeek.Sunday, new(2, 30))).Periods(At("2026-03-08T00:00:00Z")).First();
        var overlap = new ReachSchedule(s_newYork, new ReportRhythm.Weekly(DayOfWeek.Sunday, new(1, 30))).Periods(At("2026-11-01T00:00:00Z")).First();

        Assert.Equal(At("2026-03-08T07:30:00Z"), gap.DueAt);
        Assert.Equal(At("2026-11-01T05:30:00Z"), overlap.DueAt);
    }

    [Theory]
    [InlineData("Monday 08:00", "Monday 08:00"), InlineData(" friday  17:05 ", "Friday 17:05"), InlineData("Monday", null), InlineData("Monday 8:00", null), InlineData("1 08:00", null), InlineData("Mon 08:00", null), InlineData("Monday 24:00", null), InlineData("", null)]
    public void A_day_of_the_week_and_a_time_are_a_weekly_rhythm(string text, string? rhythm) =>
        Assert.Equal(rhythm, ReportRhythm.Weekly.TryParse(text, out var weekly) ? weekly!.ToString() : null);

    [Theory]
    [InlineData("1 08:00", "1 08:00"), InlineData("28 23:59", "28 23:59"), InlineData("0 08:00", null), InlineData("29 08:00", null), InlineData("-1 08:00", null), InlineData("1st 08:00", null), InlineData("1 08:00 x", null)]
    public void A_day_that_every_month_has_and_a_time_are_a_monthly_rhythm(string text, string? rhythm) =>
        Assert.Equal(rhythm, ReportRhythm.Monthly.TryParse(text, out var monthly) ? monthly!.ToString() : null);

    [Theory]
    [InlineData("weekly-2026-11-23", "Monday, November 23, 2026"), InlineData("monthly-2026-11", "November 2026"), InlineData("now-abc", ""), InlineData("weekly-soon", "")]
    public void The_id_of_a_report_says_what_it_is_about(string id, string period) => Assert.Equal(period, ReportId.Period(id));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
