using System.Globalization;

namespace Arl.Domain.Reach;

/// <summary>Schools served up to the end of each month.</summary>
public static class ReachGrowth
{
    /// <summary>Every month from the first in which a school was introduced to that of the day, also those in which none was; empty before the first.</summary>
    /// <param name="months">By the month of the first introduction, its key as <c>2026-11</c>; in any order.</param>
    public static IReadOnlyList<(DateOnly Month, int Schools)> Of(IReadOnlyList<ReachGroup> months, DateOnly until)
    {
        var added = months.ToDictionary(group => DateOnly.ParseExact(group.Key, "yyyy-MM", CultureInfo.InvariantCulture), group => group.Schools);
        if (added.Count == 0)
            return [];
        var growth = new List<(DateOnly Month, int Schools)>();
        var last = added.Keys.Append(new DateOnly(until.Year, until.Month, 1)).Max();
        var total = 0;
        for (var month = added.Keys.Min(); month <= last; month = month.AddMonths(1))
            growth.Add((month, total += added.GetValueOrDefault(month)));
        return growth;
    }
}
