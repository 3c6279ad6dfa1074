using System.Globalization;

namespace Arl.Domain.Reach;

/// <param name="Id">Its key for ever, e.g. <c>weekly-2026-11-23</c>: the local day on which it is due.</param>
/// <param name="DueAt">The moment from which its report is owed.</param>
public sealed record ReportPeriod(string Id, DateOnly Day, DateTimeOffset DueAt);

/// <summary>
/// When reports are due: each Monday at 08:00 by the clocks of a time zone, daylight saving included. A time that a change of the clocks leaves out is due when the hour it falls
/// in would have come (02:30 at 03:30); one that comes twice is due the first time.
/// </summary>
public sealed record ReachSchedule(TimeZoneInfo Zone, DayOfWeek Weekday, TimeOnly Time)
{
    public ReachSchedule(TimeZoneInfo zone) : this(zone, DayOfWeek.Monday, new(8, 0)) { }

    public const string WeeklyPrefix = "weekly-";

    /// <summary>Every period that is due and not sent yet, the oldest first, however many were missed; none that was due before the first start.</summary>
    /// <param name="startedAt">The first start of the network: nothing before it is sent.</param>
    public IEnumerable<ReportPeriod> DuePeriods(DateTimeOffset startedAt, DateTimeOffset now, IReadOnlySet<string> alreadySent) =>
        Periods(startedAt).TakeWhile(period => period.DueAt <= now).Where(period => !alreadySent.Contains(period.Id));

    /// <summary>Every period due at or after a moment, the oldest first, to the end of the calendar.</summary>
    public IEnumerable<ReportPeriod> Periods(DateTimeOffset from)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime);
        for (day = day.AddDays(((int)Weekday - (int)day.DayOfWeek + 7) % 7); day < DateOnly.MaxValue.AddDays(-7); day = day.AddDays(7))
        {
            if (Period(day) is var period && period.DueAt >= from)
                yield return period;
        }
    }

    private ReportPeriod Period(DateOnly day) => new(WeeklyPrefix + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, Moment(day.ToDateTime(Time)));

    private DateTimeOffset Moment(DateTime local)
    {
        if (Zone.IsInvalidTime(local))
            return new DateTimeOffset(local, OffsetBeforeGap(local)).ToUniversalTime();
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private TimeSpan OffsetBeforeGap(DateTime local)
    {
        var before = local;
        while (Zone.IsInvalidTime(before))
            before = before.AddMinutes(-15);
        return Zone.GetUtcOffset(before);
    }
}
