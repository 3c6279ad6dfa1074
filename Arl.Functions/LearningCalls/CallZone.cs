using Arl.Domain.LearningCalls;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Arl.Functions.LearningCalls;

/// <summary>The time zone as a calendar file says it, so that its reader needs none of its own.</summary>
internal static class CallZone
{
    private const int MonthsAhead = 36;

    /// <summary>
    /// From when on the changes of the clocks are told: from a January, and from one that is past. From a day in November Ical.Net 5.2.4 leaves summer time out, and from a future year it fails.
    /// </summary>
    private static readonly DateTime s_since = new(2025, 1, 1);

    public static VTimeZone Of(CallSeries series)
    {
        var from = series.FirstDate.ToDateTime(TimeOnly.MinValue);
        var zone = series.Zone();
        var offsets = Enumerable.Range(0, MonthsAhead).Select(month => zone.GetUtcOffset(from.AddMonths(month))).Distinct().ToList();
        return offsets is [var one] ? Unchanging(series.TimeZone, one) : VTimeZone.FromDateTimeZone(series.TimeZone, s_since, includeHistoricalData: false);
    }

    /// <summary>Where no clock is changed, Ical.Net would name a change that was long ago as one of every year.</summary>
    private static VTimeZone Unchanging(string id, TimeSpan offset)
    {
        var zone = new VTimeZone(id);
        zone.AddChild(new VTimeZoneInfo("STANDARD") { DtStart = new(new DateTime(1970, 1, 1), hasTime: true), OffsetFrom = new UtcOffset(offset), OffsetTo = new UtcOffset(offset) });
        return zone;
    }
}
