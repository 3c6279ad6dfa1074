using Arl.Domain.Introductions;

namespace Arl.Domain.LearningCalls;

/// <summary>When what is sent before a call is due; of what comes after it see <see cref="DigestRule"/>.</summary>
public static class CallSchedule
{
    /// <summary>Of the invitation, on Friday, by the clocks of the series' zone.</summary>
    public static readonly TimeOnly InviteAt = new(9, 0);

    public static readonly TimeSpan RemindBefore = TimeSpan.FromHours(24);

    /// <summary>Later than so long before a call a reminder is of no use.</summary>
    public static readonly TimeSpan LastReminder = TimeSpan.FromHours(1);

    /// <summary>The Friday before the week (Monday to Sunday) of the day that the rhythm gives.</summary>
    public static DateTimeOffset InvitationDueAt(CallSeries series, DateOnly date) => LocalTime.Moment(MondayOf(date).AddDays(-3).ToDateTime(InviteAt), series.Zone());

    /// <summary>
    /// From when on one reader may be reminded: a day before, or, where that leaves no hour in which it is not quiet for them (a call early on a Monday), in the last such hour before.
    /// </summary>
    /// <param name="reader">Where the reader lives.</param>
    public static DateTimeOffset ReminderDueAt(LearningCall call, QuietHours quiet, TimeZoneInfo reader)
    {
        var due = call.StartsAt - RemindBefore;
        return quiet.NextAllowed(due, reader) <= call.StartsAt - LastReminder ? due : quiet.LastAllowed(due, reader);
    }

    /// <summary>
    /// Whether to write to a reader now, of something that is due since <paramref name="dueAt"/>: not while it is quiet for them, but where waiting would be too late. Once the call has begun nobody is written to.
    /// </summary>
    public static bool MayWrite(LearningCall call, DateTimeOffset dueAt, DateTimeOffset now, QuietHours quiet, TimeZoneInfo reader) =>
        dueAt <= now && now < call.StartsAt && quiet.NextAllowed(now, reader) is var next && (next <= now || next > call.StartsAt - LastReminder);

    internal static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}
