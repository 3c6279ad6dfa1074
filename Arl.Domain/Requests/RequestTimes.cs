namespace Arl.Domain.Requests;

/// <summary>The moments that a request keeps of its own life, whichever event brought them about: its pauses, its wait for a click, and its end.</summary>
internal static class RequestTimes
{
    public static CoachingRequest Keep(CoachingRequest before, CoachingRequest after, DateTimeOffset at)
    {
        if (before.PausedUntil is null && after.PausedUntil is not null)
            after = after with { PausedAt = at };
        if (before.PausedUntil is not null && after.PausedUntil is null)
            after = after with { PausedAt = null, ResumedAt = at, HeldBeforeIntroduction = before.HeldBeforeIntroduction + (before.AwaitsConfirmation ? TimeSpan.Zero : Held(before, at)) };
        if (before.AwaitsConfirmation && !after.AwaitsConfirmation) // Pauses in that time lie within it.
            after = after with { HeldBeforeIntroduction = at - before.ReceivedAt, PausedAt = after.PausedUntil is null ? null : at };
        return before.IsOpen && !after.IsOpen ? after with { EndedAt = at } : after;
    }

    /// <summary>How much of the pause in force counts as time before the first introduction.</summary>
    public static TimeSpan Held(CoachingRequest request, DateTimeOffset at)
    {
        var end = request.Introductions.Count > 0 && request.Introductions[0].At < at ? request.Introductions[0].At : at;
        return request.PausedAt is { } from && from < end ? end - from : TimeSpan.Zero;
    }
}
