namespace Arl.Domain.LearningCalls.Library;

/// <summary>Which links are looked at, and when.</summary>
public static class LinkChecks
{
    /// <summary>A week, but for an hour: a run at the same time a week later, if it is a little early, finds it due.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    /// <summary>Links that somebody may open and nobody has looked at for a week: first those never looked at, then the longest ago.</summary>
    public static IReadOnlyList<Resource> Due(IEnumerable<Resource> resources, DateTimeOffset now, int most) =>
    [
        .. resources.Where(resource => resource.Link is not null && resource.State != ResourceState.Withdrawn && !(resource.LinkState.CheckedAt > now - Every))
            .OrderBy(resource => resource.LinkState.CheckedAt ?? DateTimeOffset.MinValue).ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .Take(most),
    ];
}
