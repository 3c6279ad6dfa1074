using Arl.Domain.LearningCalls;
using CsCheck;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

public sealed class CallCalendarTests
{
    private static readonly string[] s_zones = ["America/New_York", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "Europe/Berlin", "Australia/Sydney"];

    [Theory]
    [InlineData("America/New_York", "2027-03-09", "2027-03-09T20:00Z")] // standard time
    [InlineData("America/New_York", "2027-03-16", "2027-03-16T19:00Z")] // two days after the clocks went forward
    [InlineData("America/New_York", "2027-11-02", "2027-11-02T19:00Z")]
    [InlineData("America/New_York", "2027-11-09", "2027-11-09T20:00Z")] // two days after they went back
    [InlineData("America/Phoenix", "2027-03-09", "2027-03-09T22:00Z")]
    [InlineData("America/Phoenix", "2027-03-16", "2027-03-16T22:00Z")] // Arizona changes no clock
    [InlineData("America/Phoenix", "2027-11-09", "2027-11-09T22:00Z")]
    public void Three_in_the_afternoon_is_three_by_the_clocks_of_the_series(string zone, string day, string starts)
    {
        var call = Calendar(Series with { TimeZone = zone }).Of(Day(day));

        Assert.Equal(new(Day(day), CallState.Planned, At(starts), At(starts).AddHours(1)), call);
    }

    [Fact]
    public void A_call_on_the_very_Sunday_of_the_change_is_held_when_its_hour_would_have_come_and_the_first_time_it_comes()
    {
        var sundays = Calendar(Series with { Weekday = DayOfWeek.Sunday, Time = new(2, 30), FirstDate = new(2027, 1, 3) });
        var early = Calendar(Series with { Weekday = DayOfWeek.Sunday, Time = new(1, 30), FirstDate = new(2027, 1, 3) });

        Assert.Equal(At("2027-03-14T07:30Z"), sundays.Of(new(2027, 3, 14))!.StartsAt); // 3:30, since there is no 2:30
        Assert.Equal(At("2027-11-07T05:30Z"), early.Of(new(2027, 11, 7))!.StartsAt); // 1:30 comes twice
    }

    [Fact]
    public void A_week_may_be_skipped_or_moved_within_itself_and_the_others_stay()
    {
        var calendar = Calendar(Series, new(new(2026, 12, 8), null), new(new(2026, 12, 15), new DateTime(2026, 12, 17, 9, 0, 0)), new(new(2026, 12, 16), null));

        var calls = calendar.Next(At("2026-11-27T12:00Z")).Take(4).ToList();

        Assert.Equal([CallState.Planned, CallState.Skipped, CallState.Moved, CallState.Planned], calls.Select(call => call.State));
        Assert.Equal([At("2026-12-01T20:00Z"), At("2026-12-08T20:00Z"), At("2026-12-17T14:00Z"), At("2026-12-22T20:00Z")], calls.Select(call => call.StartsAt));
        Assert.Equal(2, calendar.Exceptions.Count); // A Wednesday is no day of the rhythm.
    }

    [Theory]
    [InlineData("2026-12-01", "2026-11-30T08:00", true)]
    [InlineData("2026-12-01", "2026-12-06T20:00", true)]
    [InlineData("2026-12-01", "2026-11-29T20:00", false)]
    [InlineData("2026-12-01", "2026-12-07T08:00", false)]
    public void Its_week_is_Monday_to_Sunday(string date, string moved, bool may) => Assert.Equal(may, CallCalendar.IsInItsWeek(Day(date), DateTime.Parse(moved, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_call_is_next_until_it_is_over()
    {
        var calendar = Calendar();

        Assert.Equal(new(2026, 12, 1), calendar.Next(At("2026-12-01T20:59Z")).First().Date);
        Assert.Equal(new(2026, 12, 8), calendar.Next(At("2026-12-01T21:00Z")).First().Date);
        Assert.Empty(Calendar(Series with { IsOn = false }).Next(At("2026-11-27T12:00Z")));
    }

    [Fact]
    public void There_is_no_call_before_the_first_day_or_on_another_weekday()
    {
        Assert.Null(Calendar().Of(new(2026, 11, 24)));
        Assert.Null(Calendar().Of(new(2026, 12, 2)));
    }

    [Theory]
    [InlineData("2026-11-27T13:59Z", null)] // Friday, one minute before nine in New York
    [InlineData("2026-11-27T14:00Z", "2026-12-01")]
    [InlineData("2026-12-01T19:59Z", "2026-12-01")]
    [InlineData("2026-12-01T20:00Z", null)] // it begins
    [InlineData("2026-12-04T14:00Z", "2026-12-08")]
    public void From_Friday_nine_o_clock_the_coaches_are_invited_to_next_weeks_call(string now, string? date) =>
        Assert.Equal(date is null ? [] : [Day(date)], Calendar().ToInviteTo(At(now)).Select(call => call.Date));

    [Fact]
    public void Nobody_is_invited_to_a_skipped_call_and_to_a_moved_one_until_it_begins()
    {
        Assert.Empty(Calendar(Series, new CallException(new(2026, 12, 1), null)).ToInviteTo(At("2026-11-28T12:00Z")));
        Assert.Single(Calendar(Series, new CallException(new(2026, 12, 1), new DateTime(2026, 12, 4, 15, 0, 0))).ToInviteTo(At("2026-12-02T12:00Z")));
    }

    [Fact]
    public void Around_the_change_of_the_clocks_it_is_nine_on_Friday_too()
    {
        Assert.Equal(At("2027-03-12T14:00Z"), CallSchedule.InvitationDueAt(Series, new(2027, 3, 16)));
        Assert.Equal(At("2027-03-19T13:00Z"), CallSchedule.InvitationDueAt(Series, new(2027, 3, 23)));
        Assert.Equal(At("2027-11-05T13:00Z"), CallSchedule.InvitationDueAt(Series, new(2027, 11, 9)));
    }

    [Fact]
    public void By_the_clocks_of_any_zone_every_call_is_at_its_time_in_its_week_and_a_week_after_the_last() =>
        Gen.Select(Gen.Int[0, s_zones.Length - 1], Gen.Int[0, 6], Gen.Int[4 * 60, 23 * 60], Gen.Int[0, 700]).Sample((zone, weekday, minute, days) =>
        {
            var series = Series with { Weekday = (DayOfWeek)weekday, Time = TimeOnly.MinValue.AddMinutes(minute), TimeZone = s_zones[zone], FirstDate = CallSeries.FirstOn((DayOfWeek)weekday, new DateOnly(2026, 1, 1)) };
            var now = At("2026-01-10T00:00Z").AddDays(days);

            var calls = Calendar(series).Next(now).Take(30).ToList();

            return calls.All(call => TimeZoneInfo.ConvertTime(call.StartsAt, series.Zone()).DateTime == call.Date.ToDateTime(series.Time))
                && calls.Zip(calls.Skip(1)).All(pair => pair.Second.Date == pair.First.Date.AddDays(7)) && calls[0].EndsAt > now && calls[0].StartsAt <= now.AddDays(7);
        }, iter: 200);

    [Fact]
    public void The_weeks_that_differ_are_told_in_order() =>
        Assert.Equal([Day("2026-12-08"), Day("2026-12-15")], Calendar(Series, new(new(2026, 12, 15), null), new(new(2026, 12, 8), null)).Exceptions.Select(one => one.Date));
}
