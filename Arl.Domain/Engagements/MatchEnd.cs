using Arl.Domain.Requests;

namespace Arl.Domain.Engagements;

/// <summary>When a match ceased to be in force, by the request's history.</summary>
public static class MatchEnd
{
    private static readonly string[] s_ends =
        [nameof(RequestEvent.HandedBack), nameof(RequestEvent.Reassigned), nameof(RequestEvent.CoachingCompleted), nameof(RequestEvent.WithdrawnBySchool), nameof(RequestEvent.MergedInto)];

    /// <summary>The event that ended it and when; null while it is in force, or where there was no such match.</summary>
    /// <param name="history">The names of its events and when they happened, oldest first.</param>
    public static (string Event, DateTimeOffset At)? Of(IEnumerable<(string Event, DateTimeOffset At)> history, int match)
    {
        var after = history.SkipWhile(step => step.Event != nameof(RequestEvent.CoachFound) || --match > 0).Skip(1);
        foreach (var step in after)
        {
            if (s_ends.Contains(step.Event))
                return step;
        }
        return null;
    }
}
