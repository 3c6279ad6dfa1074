namespace Arl.Domain.LearningCalls;

/// <summary>The weekly learning call of the coaches as staff set it. Whatever of it changes, its time by the clock on the wall of its zone is what people keep.</summary>
public sealed record CallSeries
{
    public const int FewestMinutes = 15;
    public const int MostMinutes = 240;

    public required DayOfWeek Weekday { get; init; }

    /// <summary>When it begins, by the clocks of <see cref="TimeZone"/>.</summary>
    public required TimeOnly Time { get; init; }

    /// <summary>How long it takes, <see cref="FewestMinutes"/> to <see cref="MostMinutes"/>.</summary>
    public required int Minutes { get; init; }

    /// <summary>IANA time zone id, e.g. <c>America/New_York</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Where the call is held, https.</summary>
    public required Uri Link { get; init; }

    public required string HostName { get; init; }

    public required EmailAddress HostEmail { get; init; }

    /// <summary>The first day of this rhythm, of the weekday it is on; no call before it is the rhythm's.</summary>
    public required DateOnly FirstDate { get; init; }

    /// <summary>By which calendars know the series; the same as long as it goes on, whatever of it changes.</summary>
    public required string Uid { get; init; }

    /// <summary>Grows with each change, so that in a calendar the later replaces the earlier (RFC 5546 §2.1.4).</summary>
    public required int Sequence { get; init; }

    /// <summary>False where staff have stopped it. It is not started again: another has a <see cref="Uid"/> of its own.</summary>
    public bool IsOn { get; init; } = true;

    public TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Whether the rhythm names this day, exceptions aside.</summary>
    public bool Names(DateOnly day) => day >= FirstDate && day.DayOfWeek == Weekday;

    /// <summary>The first day of the weekday, that day included.</summary>
    public static DateOnly FirstOn(DayOfWeek weekday, DateOnly from) => from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
}

/// <summary>What was done to the series last, for the words of the email about it.</summary>
/// <param name="Date">The week's day by the rhythm, where one week alone is meant.</param>
public sealed record CallChange(CallChangeKind Kind, DateOnly? Date = null);

public enum CallChangeKind { Set, Changed, Skipped, Moved, PutBack, Stopped }
