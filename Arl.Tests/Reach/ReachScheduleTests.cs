using Arl.Domain.Reach;
using CsCheck;
using Xunit;

namespace Arl.Tests.Reach;

public sealed class ReachScheduleTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly ReachSchedule s_schedule = new(s_newYork);
    private static readonly HashSet<string> s_none = [];

    [Theory]
    [InlineData("2026-03-02", "2026-03-02T13:00:00Z")] // standard time
    [InlineData("2026-03-09", "2026-03-09T12:00:00Z")] // the day after the clocks went forward
    [InlineData("2026-10-26", "2026-10-26T12:00:00Z")]
    [InlineData("2026-11-02", "2026-11-02T13:00:00Z")] // the day after they went back
    public void Monday_at_eight_is_eight_by_the_clocks_of_New_York(string day, string due)
    {
        var period = s_schedule.Periods(At(due).AddDays(-1)).First();

        Assert.Equal(("weekly-" + day, At(due)), (period.Id, period.DueAt));
    }

    [Fact]
    public void What_was_due_before_the_first_start_is_never_sent()
    {
        var justAfter = At("2026-11-23T13:00:01Z");

        Assert.Empty(s_schedule.DuePeriods(justAfter, justAfter, s_none));
        Assert.Equal("weekly-2026-11-30", s_schedule.DuePeriods(justAfter, justAfter.AddDays(7), s_none).Single().Id);
    }

    [Fact]
    public void At_eight_sharp_it_is_due_and_a_second_earlier_it_is_not()
    {
        var eight = At("2026-11-23T13:00:00Z");

        Assert.Empty(s_schedule.DuePeriods(eight.AddDays(-1), eight.AddSeconds(-1), s_none));
        Assert.Single(s_schedule.DuePeriods(eight.AddDays(-1), eight, s_none));
    }

    [Fact]
    public void Missed_weeks_are_due_oldest_first_without_those_already_sent() =>
        Assert.Equal(["weekly-2026-11-02", "weekly-2026-11-16"],
            s_schedule.DuePeriods(At("2026-11-01T00:00:00Z"), At("2026-11-20T00:00:00Z"), new HashSet<string> { "weekly-2026-11-09" }).Select(period => period.Id));

    [Fact]
    public void However_often_and_irregularly_it_ticks_each_Monday_since_the_start_is_sent_once() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Int[1, 30_000].Array[1, 60], Gen.OneOf("America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC")).Sample((start, waits, id) =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var schedule = new ReachSchedule(zone);
            var startedAt = At("2026-01-01T00:00:00Z").AddMinutes(start);
            var (now, sent) = (startedAt, new HashSet<string>());
            foreach (var wait in waits)
            {
                now = now.AddMinutes(wait);
                foreach (var period in schedule.DuePeriods(startedAt, now, sent).ToList())
                    Assert.True(sent.Add(period.Id));
            }

            var days = Enumerable.Range(0, (int)(now - startedAt).TotalDays + 3).Select(day => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(startedAt, zone).DateTime).AddDays(day));
            var mondays = days.Where(day => day.DayOfWeek == DayOfWeek.Monday && TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new(8, 0)), zone) is var due && due >= startedAt.UtcDateTime && due <= now.UtcDateTime);
            Assert.Equal(mondays.Select(day => $"weekly-{day:yyyy-MM-dd}").Order(), sent.Order());
        });

    [Fact]
    public void An_hour_that_the_clocks_leave_out_or_give_twice_is_due_once()
    {
        var sundays = new ReachSchedule(s_newYork, DayOfWeek.Sunday, new(2, 30));
        var gap = sundays.Periods(At("2026-03-08T00:00:00Z")).First();
        var overlap = new ReachSchedule(s_newYork, DayOfWeek.Sunday, new(1, 30)).Periods(At("2026-11-01T00:00:00Z")).First();

        Assert.Equal(At("2026-03-08T07:30:00Z"), gap.DueAt);
        Assert.Equal(At("2026-11-01T05:30:00Z"), overlap.DueAt);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
