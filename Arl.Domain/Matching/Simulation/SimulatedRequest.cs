using Arl.Domain.Schools;

namespace Arl.Domain.Matching.Simulation;

/// <summary>
/// A request of a simulation with all its luck: how long its coaching lasts and whether coaches hand it back was drawn before any policy runs, so that every policy meets the same luck.
/// </summary>
public sealed record SimulatedRequest
{
    /// <summary>As the network would have it at the moment of its arrival.</summary>
    public required Ask Ask { get; init; }

    public required NcesSchoolId School { get; init; }

    /// <summary>Share of free and reduced-price lunch, 0–1; null where the directory does not know it.</summary>
    public double? PovertyShare { get; init; }

    /// <summary>Whole days from the match to the end of the coaching, when the place comes free; at least 1.</summary>
    public required int CoachingDays { get; init; }

    /// <summary>Its first matches are handed back, each after so many days (at least 1); the match after these lasts. Mostly empty.</summary>
    public IReadOnlyList<int> HandBacks { get; init; } = [];
}

/// <summary>A stretch of waiting for a coach.</summary>
/// <param name="Until">Null: it still waits when the simulation ends.</param>
public sealed record SimulatedWait(DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A coach's place in use.</summary>
/// <param name="Until">When it comes free, perhaps after the end of the simulation.</param>
/// <param name="Fit">0–100, at the moment of the match.</param>
public sealed record SimulatedPlace(string CoachId, DateTimeOffset From, DateTimeOffset Until, double Fit, bool HandedBack);

/// <summary>What became of a request: served (a coach has it, or had it to the end) or waiting, one of the two.</summary>
/// <param name="Waits">One before each match, and the last without an end where it waits; a match at once is a wait without length.</param>
public sealed record SimulatedOutcome(SimulatedRequest Request, IReadOnlyList<SimulatedWait> Waits, IReadOnlyList<SimulatedPlace> Places)
{
    public bool IsServed => Waits[^1].Until is not null;

    /// <summary>Days without a coach in all; of a request that waits still, up to the end.</summary>
    public double DaysWaited(DateTimeOffset end) => Waits.Sum(wait => ((wait.Until ?? end) - wait.From).TotalDays);

    public bool IsWaitingAt(DateTimeOffset moment) => Waits.Any(wait => wait.From <= moment && !(wait.Until <= moment));
}
