namespace Arl.Domain.Engagements;

/// <summary>
/// The eleven public holidays of 5 U.S.C. 6103(a), on the days on which they are kept: one that falls on a Saturday on the Friday before (6103(b)), one on a Sunday on the Monday after
/// (Executive Order 11582). Inauguration Day is left out: it is a day off only in and around Washington (6103(c)).
/// </summary>
public static class FederalHolidays
{
    /// <summary>By day; New Year's Day of the next year is among them where it is kept on December 31.</summary>
    public static bool IsHoliday(DateOnly day) => Of(day.Year).Contains(day) || (day is { Month: 12, Day: 31 } && Kept(new(day.Year + 1, 1, 1)) == day);

    /// <summary>The eleven days on which the holidays of a year are kept, in order; the first may lie in the year before.</summary>
    public static IReadOnlyList<DateOnly> Of(int year) =>
    [
        Kept(new(year, 1, 1)), // New Year's Day
        Nth(3, DayOfWeek.Monday, year, 1), // Birthday of Martin Luther King, Jr.
        Nth(3, DayOfWeek.Monday, year, 2), // Washington's Birthday
        LastMonday(year, 5), // Memorial Day
        Kept(new(year, 6, 19)), // Juneteenth National Independence Day
        Kept(new(year, 7, 4)), // Independence Day
        Nth(1, DayOfWeek.Monday, year, 9), // Labor Day
        Nth(2, DayOfWeek.Monday, year, 10), // Columbus Day
        Kept(new(year, 11, 11)), // Veterans Day
        Nth(4, DayOfWeek.Thursday, year, 11), // Thanksgiving Day
        Kept(new(year, 12, 25)), // Christmas Day
    ];

    private static DateOnly Kept(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly Nth(int n, DayOfWeek weekday, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (n - 1)));
    }

    private static DateOnly LastMonday(int year, int month) => Nth(5, DayOfWeek.Monday, year, month) is var fifth && fifth.Month == month ? fifth : fifth.AddDays(-7);
}
