using System.Globalization;
using Arl.Domain.Introductions;
using CsCheck;
using Xunit;

namespace Arl.Tests.Introductions;

/// <summary>Reminders leave between 8 and 18 on weekdays, by the reader's own clock.</summary>
public sealed class QuietHoursTests
{
    private static readonly QuietHours s_quiet = new(new(18, 0), new(8, 0));

    private static readonly string[] s_zones =
        ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "Pacific/Pago_Pago", "Pacific/Guam", "America/Puerto_Rico"];

    [Theory]
    [InlineData("2026-11-24 10:00", "2026-11-24 10:00")] // a Tuesday
    [InlineData("2026-11-24 08:00", "2026-11-24 08:00")]
    [InlineData("2026-11-24 17:59", "2026-11-24 17:59")]
    [InlineData("2026-11-24 07:59", "2026-11-24 08:00")]
    [InlineData("2026-11-24 18:00", "2026-11-25 08:00")]
    [InlineData("2026-11-25 00:00", "2026-11-25 08:00")]
    [InlineData("2026-11-27 18:00", "2026-11-30 08:00")] // Friday evening
    [InlineData("2026-11-28 12:00", "2026-11-30 08:00")]
    [InlineData("2026-11-29 23:30", "2026-11-30 08:00")]
    [InlineData("2026-11-30 03:00", "2026-11-30 08:00")]
    public void A_reminder_leaves_at_once_in_the_day_and_else_the_next_weekday_morning(string asked, string leaves) =>
        Assert.Equal(leaves, Next(asked, "America/Denver"));

    [Theory]
    [InlineData("America/New_York", "2026-03-09T12:00Z")] // clocks went forward on Sunday, March 8
    [InlineData("America/Los_Angeles", "2026-03-09T15:00Z")]
    [InlineData("America/Phoenix", "2026-03-09T15:00Z")] // Arizona changes no clock
    [InlineData("Pacific/Honolulu", "2026-03-09T18:00Z")]
    public void After_the_clocks_go_forward_it_is_still_eight_in_the_morning(string zone, string leaves) =>
        Assert.Equal(Moment(leaves), s_quiet.NextAllowed(At("2026-03-06 19:00", zone), Zone(zone)));

    [Theory]
    [InlineData("America/New_York", "2026-11-02T13:00Z")] // and back on Sunday, November 1
    [InlineData("America/Los_Angeles", "2026-11-02T16:00Z")]
    [InlineData("America/Phoenix", "2026-11-02T15:00Z")]
    [InlineData("Pacific/Honolulu", "2026-11-02T18:00Z")]
    public void After_they_go_back_it_is_still_eight_too(string zone, string leaves) =>
        Assert.Equal(Moment(leaves), s_quiet.NextAllowed(At("2026-10-30 19:00", zone), Zone(zone)));

    [Fact]
    public void The_same_moment_is_quiet_for_one_reader_and_not_for_another()
    {
        var moment = Moment("2026-11-24T14:30Z"); // 9:30 in New York, 4:30 in Honolulu

        Assert.Equal(moment, s_quiet.NextAllowed(moment, Zone("America/New_York")));
        Assert.Equal(Moment("2026-11-24T18:00Z"), s_quiet.NextAllowed(moment, Zone("Pacific/Honolulu")));
    }

    [Fact]
    public void It_is_never_early_never_in_the_quiet_and_the_first_moment_that_is_neither() =>
        Gen.Select(Gen.Int[0, 2 * 366 * 24 * 4], Gen.Int[0, s_zones.Length - 1]).Sample((quarters, n) =>
        {
            var zone = Zone(s_zones[n]);
            var asked = Moment("2026-01-01T00:00Z").AddMinutes(15 * quarters);

            var leaves = s_quiet.NextAllowed(asked, zone);

            Assert.True(IsDay(leaves, zone));
            for (var before = asked; before < leaves; before = before.AddMinutes(15))
                Assert.False(IsDay(before, zone), $"{before:u} would have done.");
            Assert.Equal(leaves, s_quiet.NextAllowed(leaves, zone));
        });

    /// <summary>The rule once more, as plainly as can be.</summary>
    private static bool IsDay(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone) is { Hour: >= 8 and < 18, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) };

    private static string Next(string local, string zone) =>
        TimeZoneInfo.ConvertTime(s_quiet.NextAllowed(At(local, zone), Zone(zone)), Zone(zone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string local, string zone)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new(time, Zone(zone).GetUtcOffset(time));
    }

    private static DateTimeOffset Moment(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    [Theory]
    [InlineData("2026-11-24 12:00", "2026-11-24 12:00"), InlineData("2026-11-24 08:00", "2026-11-24 08:00"), InlineData("2026-11-24 17:59", "2026-11-24 17:59")]
    [InlineData("2026-11-24 18:00", "2026-11-24 17:00"), InlineData("2026-11-24 23:30", "2026-11-24 17:00"), InlineData("2026-11-24 07:59", "2026-11-23 17:00")]
    [InlineData("2026-11-28 12:00", "2026-11-27 17:00"), InlineData("2026-11-30 06:00", "2026-11-27 17:00"), InlineData("2026-11-29 20:00", "2026-11-27 17:00")]
    public void The_last_moment_that_is_not_quiet_is_an_hour_before_the_quiet_of_that_workday_or_the_one_before(string local, string last) =>
        Assert.Equal(At(last, "America/Denver"), s_quiet.LastAllowed(At(local, "America/Denver"), Zone("America/Denver")));

    [Fact]
    public void Where_a_day_has_less_than_an_hour_the_last_moment_is_when_quiet_ends()
    {
        var brief = new QuietHours(new(8, 30), new(8, 0));

        Assert.Equal(At("2026-11-24 08:00", "America/Denver"), brief.LastAllowed(At("2026-11-24 12:00", "America/Denver"), Zone("America/Denver")));
    }

    [Fact]
    public void Every_moment_is_told_in_UTC() =>
        Assert.All(new[] { "2026-11-24 12:00", "2026-11-24 20:00" }, local => Assert.All(new[] { s_quiet.NextAllowed(At(local, "America/Denver"), Zone("America/Denver")), s_quiet.LastAllowed(At(local, "America/Denver"), Zone("America/Denver")) }, moment => Assert.Equal(TimeSpan.Zero, moment.Offset)));
}
