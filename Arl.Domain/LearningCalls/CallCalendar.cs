namespace Arl.Domain.LearningCalls;

/// <summary>Which calls there are: the rhythm and the weeks that differ from it. One of a day that the rhythm does not name (any more) is no exception.</summary>
public sealed class CallCalendar(CallSeries series, IEnumerable<CallException> exceptions)
{
    private readonly IReadOnlyDictionary<DateOnly, CallException> _exceptions = exceptions.Where(one => series.Names(one.Date)).ToDictionary(one => one.Date);

    public CallSeries Series => series;

    /// <summary>The weeks that differ, in order.</summary>
    public IReadOnlyList<CallException> Exceptions => [.. _exceptions.Values.OrderBy(one => one.Date)];

    /// <summary>The call of a day of the rhythm; null where the rhythm names no call that day. The series need not be on.</summary>
    public LearningCall? Of(DateOnly date)
    {
        if (!series.Names(date))
            return null;
        var exception = _exceptions.GetValueOrDefault(date);
        var starts = LocalTime.Moment(exception?.MovedTo ?? date.ToDateTime(series.Time), series.Zone());
        return new(date, exception switch { null or { IsPutBack: true } => CallState.Planned, { MovedTo: null } => CallState.Skipped, _ => CallState.Moved }, starts, starts.AddMinutes(series.Minutes));
    }

    /// <summary>The calls that are not over, skipped ones too, the next first, to the end of the calendar; none where the series was stopped. A call stays in its week, so their order is that of their days.</summary>
    public IEnumerable<LearningCall> Next(DateTimeOffset now)
    {
        if (!series.IsOn)
            yield break;
        var from = LocalTime.DayOf(now, series.Zone()).AddDays(-7);
        var last = DateOnly.MaxValue.AddMonths(-2);
        for (var day = CallSeries.FirstOn(series.Weekday, from < series.FirstDate ? series.FirstDate : from); day < last; day = day.AddDays(7))
        {
            if (Of(day) is { } call && call.EndsAt > now)
                yield return call;
        }
    }

    /// <summary>The calls whose invitation is due and that have not begun, the next first; a skipped one invites nobody.</summary>
    public IReadOnlyList<LearningCall> ToInviteTo(DateTimeOffset now) =>
        [.. Next(now).TakeWhile(call => CallSchedule.InvitationDueAt(series, call.Date) <= now).Where(call => call.State != CallState.Skipped && now < call.StartsAt)];

    /// <summary>Whether a call of that day may be held then, by the clocks of the series' zone: in the same week, Monday to Sunday.</summary>
    public static bool IsInItsWeek(DateOnly date, DateTime moved) => CallSchedule.MondayOf(DateOnly.FromDateTime(moved)) == CallSchedule.MondayOf(date);
}
