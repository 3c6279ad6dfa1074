namespace Arl.Domain.LearningCalls.Library;

/// <summary>Which links are looked at, and when.</summary>
public static class LinkChecks
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(7);

    /// <summary>Links that somebody may open and nobody has looked at for a week: first those never looked at, then the longest ago.</summary>
    public static IReadOnlyList<Resource> Due(IEnumerable<Resource> resources, DateTimeOffset now, int most) =>
    [
        .. resources.Where(resource => resource.Link is not null && resource.State != ResourceState.Withdrawn && !(resource.LinkState.CheckedAt > now - Every))
            .OrderBy(resource => resource.LinkState.CheckedAt ?? DateTimeOffset.MinValue).ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .Take(most),
    ];
}
