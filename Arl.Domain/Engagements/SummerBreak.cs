using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Arl.Domain.Engagements;

/// <summary>The weeks of each year in which schools are closed and nobody is hurried: from its first to its last day, both included, within one year.</summary>
public sealed record SummerBreak
{
    /// <summary>A longer one would be no break.</summary>
    public const int MostDays = 120;

    private SummerBreak((int Month, int Day) from, (int Month, int Day) to) => (From, To) = (from, to);

    public (int Month, int Day) From { get; }

    public (int Month, int Day) To { get; }

    /// <param name="from">As <c>06-20</c>.</param>
    /// <param name="to">As <c>08-05</c>; not before <paramref name="from"/>, and at most <see cref="MostDays"/> days with it.</param>
    public static bool TryParse(string from, string to, [NotNullWhen(true)] out SummerBreak? summer)
    {
        summer = null;
        if (Day(from) is not { } first || Day(to) is not { } last || last < first || last.DayNumber - first.DayNumber >= MostDays)
            return false;
        summer = new((first.Month, first.Day), (last.Month, last.Day));
        return true;
    }

    public bool Includes(DateOnly day) => (day.Month, day.Day).CompareTo(From) >= 0 && (day.Month, day.Day).CompareTo(To) <= 0;

    /// <summary>In a leap year, so that February 29 is a day too. ("O" is yyyy-MM-dd; written out, each dash is held against a word in every way that letters compare, whose tables are some 12 ms of a start.)</summary>
    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact("2024-" + text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
