using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>What became of the needs that a request named.</summary>
public abstract record UnmetOutcome
{
    private UnmetOutcome() { }

    /// <param name="Unmet">Ids of the needs asked for that nobody covers, in the order of the request; none where all are covered.</param>
    public sealed record Decided(IReadOnlyList<string> Unmet) : UnmetOutcome;

    /// <summary>Received, or handed back by a coach, a moment ago, or paused by staff before a match: the next match decides. It counts neither as asked nor as unmet until then.</summary>
    public sealed record Undecided : UnmetOutcome;

    /// <summary>Its match was made before <see cref="Match.Covered"/> was kept (a match covers at least one need), so nobody can say. Not counted.</summary>
    public sealed record Unrecorded : UnmetOutcome;

    /// <summary>
    /// The one rule. A need is unmet while its request waits, and where its match does not cover it; of a withdrawn request, by the match that it had then:
    /// with none (never matched, or handed back) all its needs are unmet.
    /// </summary>
    public static UnmetOutcome Of(CoachingRequest request) => request switch
    {
        { State: RequestState.Received } or { State: RequestState.Waiting, PausedUntil: not null } => new Undecided(),
        { State: RequestState.Waiting } or { Match: null } => new Decided(request.Needs),
        { Match: { Covered.Count: 0, ChosenByStaff: false } } => new Unrecorded(),
        _ => new Decided([.. request.Needs.Except(request.Match.Covered, StringComparer.Ordinal)]),
    };
}
