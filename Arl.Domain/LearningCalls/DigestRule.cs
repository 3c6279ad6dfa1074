using Arl.Domain.Engagements;

namespace Arl.Domain.LearningCalls;

/// <summary>
/// When the digest of a call leaves. With notes: two hours after the call's end at the earliest, and a quarter of an hour after staff saved them last, so that a slip can be mended. Without notes it waits for them until
/// the next working morning at nine by the series' clocks, and then tells what there is. After a week nothing is sent: the next call has one of its own.
/// </summary>
public static class DigestRule
{
    public static readonly TimeSpan AfterCall = TimeSpan.FromHours(2);
    public static readonly TimeSpan AfterNotes = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan TooLate = TimeSpan.FromDays(7);
    public static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Coaches who hold a call in the summer break are there to read what was said.</summary>
    private static readonly WorkingDays s_days = new(Summer: null);

    /// <param name="notedAt">When staff saved notes last; null: not yet.</param>
    /// <returns>In UTC.</returns>
    public static DateTimeOffset DueAt(DateTimeOffset endsAt, DateTimeOffset? notedAt, TimeZoneInfo zone)
    {
        var morning = MorningAfter(endsAt, zone);
        if (notedAt is not { } noted)
            return morning;
        var earliest = endsAt + AfterCall;
        var settled = noted + AfterNotes;
        var due = settled > earliest ? settled : earliest;
        return due.ToUniversalTime();
    }

    public static bool IsDue(DateTimeOffset endsAt, DateTimeOffset? notedAt, TimeZoneInfo zone, DateTimeOffset now) => DueAt(endsAt, notedAt, zone) <= now && now - endsAt <= TooLate;

    private static DateTimeOffset MorningAfter(DateTimeOffset endsAt, TimeZoneInfo zone)
    {
        var day = LocalTime.DayOf(endsAt, zone).AddDays(1);
        while (!s_days.Includes(day))
            day = day.AddDays(1);
        return LocalTime.Moment(day.ToDateTime(Morning), zone);
    }
}
