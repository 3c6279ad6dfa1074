using System.Globalization;
using Arl.Domain.Engagements;
using CsCheck;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class WorkingDaysTests
{
    private static readonly TimeZoneInfo s_denver = TimeZoneInfo.FindSystemTimeZoneById("America/Denver");

    /// <summary>As the Office of Personnel Management publishes them (opm.gov, Federal Holidays).</summary>
    [Theory]
    [InlineData(2025, "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 2025-12-25")]
    [InlineData(2026, "2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25")]
    [InlineData(2027, "2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24")]
    [InlineData(2028, "2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23 2028-12-25")]
    [InlineData(2029, "2029-01-01 2029-01-15 2029-02-19 2029-05-28 2029-06-19 2029-07-04 2029-09-03 2029-10-08 2029-11-12 2029-11-22 2029-12-25")]
    [InlineData(2030, "2030-01-01 2030-01-21 2030-02-18 2030-05-27 2030-06-19 2030-07-04 2030-09-02 2030-10-14 2030-11-11 2030-11-28 2030-12-25")]
    public void The_holidays_are_kept_on_the_days_that_the_government_publishes(int year, string published) =>
        Assert.Equal(published, string.Join(' ', FederalHolidays.Of(year).Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("2026-11-24T16:30", 0, "2026-11-24T16:30")] // A Tuesday.
    [InlineData("2026-11-24T16:30", 2, "2026-11-27T16:30")] // Over Thanksgiving.
    [InlineData("2026-11-24T16:30", 4, "2026-12-01T16:30")] // And the weekend.
    [InlineData("2026-11-28T16:30", 0, "2026-11-30T00:00")] // A Saturday is the beginning of Monday …
    [InlineData("2026-11-28T16:30", 1, "2026-12-01T00:00")] // … and one day later is the end of Monday.
    [InlineData("2027-12-30T09:00", 1, "2028-01-03T09:00")] // New Year's Day is kept on the old year's last day.
    [InlineData("2026-12-31T09:00", 1, "2027-01-04T09:00")]
    [InlineData("2026-07-02T09:00", 1, "2026-07-06T09:00")] // July 4 is kept on the 3rd.
    [InlineData("2026-03-06T09:00", 1, "2026-03-09T09:00")] // The clocks go forward between.
    [InlineData("2026-10-30T09:00", 1, "2026-11-02T09:00")] // And back.
    public void The_same_time_of_day_some_working_days_later(string from, int days, string to) =>
        Assert.Equal(Local(to), SomeDays.AllYear.Add(Local(from), days, s_denver));

    [Theory]
    [InlineData("2026-06-18T09:00", 1, "2026-08-06T09:00")] // The 19th is a holiday, the break ends on August 5.
    [InlineData("2026-06-20T09:00", 0, "2026-08-06T00:00")]
    [InlineData("2026-08-05T23:59", 2, "2026-08-10T00:00")]
    public void Days_of_the_summer_break_are_not_counted(string from, int days, string to) =>
        Assert.Equal(Local(to), SomeDays.WithSummer.Add(Local(from), days, s_denver));

    [Fact]
    public void It_never_lands_on_a_day_off_and_never_before_the_beginning() =>
        Gen.Select(SomeDays.Days, SomeDays.Moment, Gen.Int[0, 12], SomeDays.Zone).Sample((days, from, n, zone) =>
        {
            var to = days.Add(from, n, zone);
            return to >= from && days.Includes(to, zone);
        });

    [Fact]
    public void Some_days_and_some_more_are_their_sum() =>
        Gen.Select(SomeDays.Days, SomeDays.Moment, Gen.Int[0, 8], Gen.Int[0, 8], SomeDays.Zone).Sample((days, from, n, m, zone) =>
            days.Add(days.Add(from, n, zone), m, zone) == days.Add(from, n + m, zone));

    [Fact]
    public void Who_begins_later_or_takes_longer_is_never_done_sooner() =>
        Gen.Select(SomeDays.Days, SomeDays.Moment, Gen.Int[0, 20_000], Gen.Int[0, 8], Gen.Int[0, 4]).Select(SomeDays.Zone, (some, zone) => (some, zone)).Sample(one =>
        {
            var ((days, from, later, n, more), zone) = one;
            return days.Add(from, n, zone) <= days.Add(from.AddMinutes(later), n + more, zone);
        });

    [Fact]
    public void Between_lie_exactly_so_many_working_days() =>
        Gen.Select(SomeDays.Days, SomeDays.Moment, Gen.Int[0, 12], SomeDays.Zone).Sample((days, from, n, zone) =>
        {
            var (first, last) = (Day(days.Add(from, 0, zone), zone), Day(days.Add(from, n, zone), zone));
            return Enumerable.Range(1, last.DayNumber - first.DayNumber).Count(later => days.Includes(first.AddDays(later))) == n;
        });

    [Theory]
    [InlineData("06-20", "08-05", true), InlineData("06-20", "06-20", true), InlineData("02-29", "03-01", true)]
    [InlineData("08-05", "06-20", false), InlineData("6-20", "8-5", false), InlineData("06-31", "08-05", false), InlineData("01-01", "12-31", false), InlineData("06-20", "", false)]
    public void A_summer_break_is_two_days_of_one_year_not_too_far_apart(string from, string to, bool isOne) =>
        Assert.Equal(isOne, SummerBreak.TryParse(from, to, out _));

    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private static DateTimeOffset Local(string time)
    {
        var local = DateTime.Parse(time, CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, s_denver.GetUtcOffset(local)).ToUniversalTime();
    }

    [Theory]
    [InlineData("2026-06-20", true), InlineData("2026-08-05", true), InlineData("2026-06-19", false), InlineData("2026-08-06", false)]
    public void The_first_and_the_last_day_of_the_break_belong_to_it(string day, bool isIn) => Assert.Equal(isIn, SomeDays.WithSummer.Summer!.Includes(DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)));

    [Fact]
    public void Days_are_counted_forward_alone_and_the_moment_is_told_in_UTC()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SomeDays.AllYear.Add(Local("2026-11-24T16:30"), -1, s_denver));
        Assert.Equal(TimeSpan.Zero, SomeDays.AllYear.Add(Local("2026-11-24T16:30").ToOffset(TimeSpan.FromHours(-7)), 0, s_denver).Offset);
    }
}
