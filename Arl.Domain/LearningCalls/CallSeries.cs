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

    /// <summary>By which calendars know the series; the same for ever, whatever of it changes.</summary>
    public required string Uid { get; init; }

    /// <summary>Grows with each change, so that in a calendar the later replaces the earlier (RFC 5546 §2.1.4).</summary>
    public required int Sequence { get; init; }

    /// <summary>False where staff have stopped it; set again it goes on under its <see cref="Uid"/>.</summary>
    public bool IsOn { get; init; } = true;

    public TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Whether the rhythm names this day, exceptions aside.</summary>
    public bool Names(DateOnly day) => day >= FirstDate && day.DayOfWeek == Weekday;

    /// <summary>The first series of the network.</summary>
    /// <param name="uid">Unique in the world.</param>
    public static CallSeries Begin(CallFacts facts, string uid, DateTimeOffset now) => new()
    {
        Weekday = facts.Weekday,
        Time = facts.Time,
        Minutes = facts.Minutes,
        TimeZone = facts.TimeZone,
        Link = facts.Link,
        HostName = facts.HostName,
        HostEmail = facts.HostEmail,
        Uid = uid,
        Sequence = 0,
        FirstDate = FirstAfter(facts, now, held: null),
    };

    /// <summary>The series as it is said now. Another rhythm begins with its next call; what is no rhythm (how long, where, who) changes for all of it.</summary>
    /// <param name="held">The day of the last call of the old rhythm that has begun: it is its own, also where the new one names the same day.</param>
    public CallSeries Change(CallFacts facts, DateTimeOffset now, DateOnly? held)
    {
        var before = CallFacts.Of(this);
        if (before == facts && IsOn)
            return this;
        var goesOn = IsOn && (before.Weekday, before.Time, before.TimeZone) == (facts.Weekday, facts.Time, facts.TimeZone);
        return this with
        {
            Weekday = facts.Weekday,
            Time = facts.Time,
            Minutes = facts.Minutes,
            TimeZone = facts.TimeZone,
            Link = facts.Link,
            HostName = facts.HostName,
            HostEmail = facts.HostEmail,
            Sequence = Sequence + 1,
            IsOn = true,
            FirstDate = goesOn ? FirstDate : FirstAfter(facts, now, held),
        };
    }

    /// <summary>The series after staff have changed one week of it.</summary>
    public CallSeries WithChangedWeek() => this with { Sequence = Sequence + 1 };

    public CallSeries Stop() => IsOn ? this with { Sequence = Sequence + 1, IsOn = false } : this;

    /// <summary>The first day whose call has not begun.</summary>
    private static DateOnly FirstAfter(CallFacts facts, DateTimeOffset now, DateOnly? held)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        var first = FirstOn(facts.Weekday, LocalTime.DayOf(now, zone));
        return first == held || LocalTime.Moment(first.ToDateTime(facts.Time), zone) <= now ? first.AddDays(7) : first;
    }

    /// <summary>The first day of the weekday, that day included.</summary>
    public static DateOnly FirstOn(DayOfWeek weekday, DateOnly from) => from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
}

/// <summary>What was done to the series last, for the words of the email about it.</summary>
/// <param name="Date">The week's day by the rhythm, where one week alone is meant.</param>
public sealed record CallChange(CallChangeKind Kind, DateOnly? Date = null);

public enum CallChangeKind { Set, Changed, Skipped, Moved, PutBack, Stopped }
