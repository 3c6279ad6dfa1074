using Arl.Domain.Introductions;
using Arl.Domain.LearningCalls;
using CsCheck;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>When one reader is reminded, by the reader's own clock.</summary>
public sealed class CallRemindersTests
{
    private static readonly QuietHours s_quiet = new(new(18, 0), new(8, 0));
    private static readonly string[] s_zones = ["America/New_York", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "Pacific/Guam", "America/Puerto_Rico"];

    [Theory]
    [InlineData(DayOfWeek.Tuesday, "15:00", "America/New_York", "2026-11-30T20:00Z")] // a day before
    [InlineData(DayOfWeek.Tuesday, "15:00", "Pacific/Honolulu", "2026-11-30T20:00Z")] // 10 in the morning there
    [InlineData(DayOfWeek.Monday, "15:00", "America/New_York", "2026-12-06T20:00Z")] // a Sunday: it leaves on Monday at 8
    [InlineData(DayOfWeek.Monday, "08:30", "America/New_York", "2026-12-04T22:00Z")] // Monday at 8 is too late: on Friday at 5
    [InlineData(DayOfWeek.Tuesday, "08:30", "America/New_York", "2026-11-30T13:30Z")]
    public void A_day_before_or_in_the_last_hour_that_is_not_quiet(DayOfWeek weekday, string time, string reader, string due)
    {
        var series = Series with { Weekday = weekday, Time = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), FirstDate = CallSeries.FirstOn(weekday, new(2026, 12, 1)) };

        Assert.Equal(At(due), CallSchedule.ReminderDueAt(Calendar(series).Of(series.FirstDate)!, s_quiet, TimeZoneInfo.FindSystemTimeZoneById(reader)));
    }

    [Theory]
    [InlineData("2026-11-30T20:00Z", true)]
    [InlineData("2026-11-30T19:59Z", false)] // not due
    [InlineData("2026-12-01T02:00Z", false)] // nine in the evening
    [InlineData("2026-12-01T14:00Z", true)]
    [InlineData("2026-12-01T20:00Z", false)] // it has begun
    public void Nobody_is_written_to_at_night_before_their_time_or_once_it_has_begun(string now, bool may) =>
        Assert.Equal(may, CallSchedule.MayWrite(Calendar().Of(new(2026, 12, 1))!, At("2026-11-30T20:00Z"), At(now), s_quiet, Series.Zone()));

    [Fact]
    public void Rather_at_night_than_too_late()
    {
        var call = Calendar(Series with { Time = new(8, 30) }).Of(new(2026, 12, 1))!; // whose series was set an hour before

        Assert.True(CallSchedule.MayWrite(call, At("2026-11-27T14:00Z"), At("2026-12-01T12:30Z"), s_quiet, Series.Zone()));
    }

    [Fact]
    public void Whatever_the_call_and_wherever_the_reader_a_reminder_that_is_looked_for_every_five_minutes_leaves_in_time_and_not_in_the_quiet() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 95], Gen.Int[0, s_zones.Length - 1], Gen.Int[0, 52]).Sample((weekday, quarter, zone, week) =>
        {
            var series = Series with { Weekday = (DayOfWeek)weekday, Time = TimeOnly.MinValue.AddMinutes(quarter * 15), FirstDate = CallSeries.FirstOn((DayOfWeek)weekday, new(2026, 12, 1)) };
            var call = Calendar(series).Of(series.FirstDate.AddDays(7 * week))!;
            var reader = TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]);
            var due = CallSchedule.ReminderDueAt(call, s_quiet, reader);

            var ticks = Enumerable.Range(0, 5 * 24 * 12).Select(n => call.StartsAt.AddDays(-5).AddMinutes(5 * n));
            var left = ticks.FirstOrDefault(now => CallSchedule.MayWrite(call, due, now, s_quiet, reader));

            return left != default && left < call.StartsAt && s_quiet.NextAllowed(left, reader) == left;
        }, iter: 300);
}
