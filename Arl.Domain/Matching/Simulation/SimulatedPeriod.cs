namespace Arl.Domain.Matching.Simulation;

/// <summary>When coaching ends: with any day, or with the school week. Places that end together come free together, which is when a plan has a choice.</summary>
public enum CoachingEnds { Day, Friday }

/// <summary>The simulated weeks.</summary>
/// <param name="Start">A midnight, UTC.</param>
/// <param name="Weeks">1–520.</param>
public sealed record SimulatedPeriod(DateTimeOffset Start, int Weeks)
{
    /// <summary>Eleven at night by UTC: the afternoon where American schools are.</summary>
    private static readonly TimeSpan s_endOfDay = TimeSpan.FromHours(23);

    /// <summary>The plan of each night, as <c>PlanEachNight</c> makes it: 08:00 UTC.</summary>
    private static readonly TimeSpan s_night = TimeSpan.FromHours(8);

    public CoachingEnds CoachingEnds { get; init; }

    public DateTimeOffset End => Start.AddDays(7 * Weeks);

    public bool Contains(DateTimeOffset moment) => moment >= Start && moment < End;

    public IEnumerable<DateTimeOffset> Nights => Enumerable.Range(0, 7 * Weeks).Select(day => Start.AddDays(day) + s_night);

    /// <summary>The ends of the weeks.</summary>
    public IEnumerable<DateTimeOffset> WeekEnds => Enumerable.Range(1, Weeks).Select(week => Start.AddDays(7 * week));

    internal DateTimeOffset EndOfCoaching(DateTimeOffset matched, int days)
    {
        var last = EndOfDay(matched, days);
        return CoachingEnds == CoachingEnds.Day ? last : last.AddDays(((int)DayOfWeek.Friday - (int)last.DayOfWeek + 7) % 7);
    }

    internal static DateTimeOffset EndOfDay(DateTimeOffset matched, int days) => new DateTimeOffset(matched.UtcDateTime.Date, TimeSpan.Zero).AddDays(days) + s_endOfDay;
}
