namespace Arl.Domain;

/// <summary>
/// What a clock on a wall means. A time that a change of the clocks leaves out is when the hour it falls in would have come (02:30 at 03:30); one that comes twice is the first.
/// </summary>
public static class LocalTime
{
    /// <summary>The day that a calendar there shows.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <returns>In UTC.</returns>
    public static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return new DateTimeOffset(local, OffsetBeforeGap(local, zone)).ToUniversalTime();
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static TimeSpan OffsetBeforeGap(DateTime local, TimeZoneInfo zone)
    {
        var before = local;
        while (zone.IsInvalidTime(before))
            before = before.AddMinutes(-15);
        return zone.GetUtcOffset(before);
    }
}
