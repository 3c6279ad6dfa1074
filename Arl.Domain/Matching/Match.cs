namespace Arl.Domain.Matching;

/// <summary>A request and the coach chosen for it, with the score and the reasons in words for each reader.</summary>
/// <param name="Number">1 for a request's first match, 2 after a hand-back, and so on.</param>
/// <param name="Score">0–100, see <see cref="Fit"/>.</param>
public sealed record Match(int Number, string CoachId, string CoachName, string Organization, double Score, DateTimeOffset MadeAt, MatchReasons Reasons)
{
    /// <summary>The ids of the needs asked for that this coach covers; at least one. Empty in a match that was made before this was kept.</summary>
    public IReadOnlyList<string> Covered { get; init; } = [];
}

/// <summary>Short clauses, each true of this match, e.g. "covers both needs you named".</summary>
public sealed record MatchReasons(IReadOnlyList<string> ForSchool, IReadOnlyList<string> ForCoach);
