namespace Arl.Domain.Reach.Reports;

/// <param name="Id">Its key for ever, e.g. <c>weekly-2026-11-23</c>: the local day on which it is due; <c>monthly-2026-11</c>: the month it is about.</param>
/// <param name="DueAt">The moment from which its report is owed.</param>
/// <param name="AsOf">The moment whose figures it tells: <paramref name="DueAt"/>, or the end of the month it is about.</param>
public sealed record ReportPeriod(string Id, DateOnly Day, DateTimeOffset DueAt, DateTimeOffset AsOf);

/// <summary>
/// When one kind of report is due by the clocks of a time zone, daylight saving included. A time that a change of the clocks leaves out is due when the hour it falls
/// in would have come (02:30 at 03:30); one that comes twice is due the first time.
/// </summary>
public sealed record ReachSchedule(TimeZoneInfo Zone, ReportRhythm Rhythm)
{
    /// <summary>Every period that is due and not sent yet, the oldest first, however many were missed; none that was due before the first start.</summary>
    /// <param name="startedAt">The first start of the network: nothing before it is sent.</param>
    public IEnumerable<ReportPeriod> DuePeriods(DateTimeOffset startedAt, DateTimeOffset now, IReadOnlySet<string> alreadySent) =>
        Periods(startedAt).TakeWhile(period => period.DueAt <= now).Where(period => !alreadySent.Contains(period.Id));

    /// <summary>Every period due at or after a moment, the oldest first, to the end of the calendar.</summary>
    public IEnumerable<ReportPeriod> Periods(DateTimeOffset from)
    {
        var last = DateOnly.MaxValue.AddMonths(-2);
        for (var day = Rhythm.NextDay(LocalTime.DayOf(from, Zone)); day < last; day = Rhythm.NextDay(day.AddDays(1)))
        {
            if (Period(day) is var period && period.DueAt >= from)
                yield return period;
        }
    }

    private ReportPeriod Period(DateOnly day)
    {
        var due = LocalTime.Moment(day.ToDateTime(Rhythm.Time), Zone);
        return new(Rhythm.IdOf(day), day, due, Rhythm.MonthOf(day) is { } month ? LocalTime.Moment(month.AddMonths(1).ToDateTime(TimeOnly.MinValue), Zone) : due);
    }
}
