using Arl.Domain.Requests;

namespace Arl.Domain.Introductions;

public enum PromiseState
{
    /// <summary>Younger than <see cref="Promise.WarnAfter"/>, and not introduced yet.</summary>
    Running,

    AboutToBreak,

    /// <summary>Introduced too late, or not yet and too late already.</summary>
    Broken,

    Kept,

    /// <summary>Paused by wish of the school or of staff, or not confirmed by its contact yet: the clock stands still.</summary>
    OnHold,

    /// <summary>Withdrawn or merged in time: there was nobody left to keep it to.</summary>
    NotCounted,
}

/// <summary>What the promise goes by.</summary>
/// <param name="IntroducedAt">The first introduction of all: it is what was promised, whatever came of it.</param>
/// <param name="EndedAt">Withdrawn, merged or completed.</param>
/// <param name="Held">How long it was paused or waited for its contact's click before the introduction, as far as that is over.</param>
/// <param name="PausedAt">When the pause in force, or the wait for the click, began.</param>
public sealed record Promised(DateTimeOffset ReceivedAt, DateTimeOffset? IntroducedAt, DateTimeOffset? EndedAt, TimeSpan Held, DateTimeOffset? PausedAt)
{
    public static Promised Of(CoachingRequest request) =>
        new(request.ReceivedAt, request.Introductions.Count > 0 ? request.Introductions[0].At : null, request.EndedAt, request.HeldBeforeIntroduction, request.AwaitsConfirmation ? request.ReceivedAt : request.PausedAt);
}

/// <param name="Taken">How long the network has had so far, or had until the introduction, pauses left out.</param>
/// <param name="BreaksAt">When it breaks, or broke, if nothing pauses it; null where it cannot break any more, or stands still.</param>
public sealed record PromiseClock(PromiseState State, TimeSpan Taken, DateTimeOffset? BreaksAt);

/// <summary>
/// The network's promise: school and coach are introduced within 24 hours of the request. Hours as they pass, at night, on weekends and on holidays too; only while a request is paused
/// (PausedUntil is set) or waits for its contact's click (ConfirmBy is set) its clock stands still. An introduction after exactly 24 hours is in time.
/// </summary>
public static class Promise
{
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>From here on it is about to break.</summary>
    public static readonly TimeSpan WarnAfter = TimeSpan.FromHours(18);

    public static PromiseClock Of(Promised request, DateTimeOffset now)
    {
        var until = Earliest(request.IntroducedAt, request.EndedAt) ?? now;
        var held = request.Held + (request.PausedAt is { } paused && paused < until ? until - paused : TimeSpan.Zero);
        var taken = until - request.ReceivedAt - held;
        var state = StateOf(request, taken);
        var canBreak = state is PromiseState.Running or PromiseState.AboutToBreak or PromiseState.Broken;
        return new(state, taken, canBreak ? request.ReceivedAt + held + Within : null);
    }

    private static PromiseState StateOf(Promised request, TimeSpan taken) => (taken <= Within, request) switch
    {
        (false, _) => PromiseState.Broken,
        (_, { IntroducedAt: not null }) => PromiseState.Kept,
        (_, { EndedAt: not null }) => PromiseState.NotCounted,
        (_, { PausedAt: not null }) => PromiseState.OnHold,
        _ => taken >= WarnAfter ? PromiseState.AboutToBreak : PromiseState.Running,
    };

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
