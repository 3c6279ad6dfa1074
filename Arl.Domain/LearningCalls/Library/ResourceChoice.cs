using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls.Library;

/// <summary>Which resources a request is told of: none is better than one that does not fit.</summary>
public static class ResourceChoice
{
    public const int Most = 3;

    /// <summary>
    /// At most <see cref="Most"/> that share a need with the request and are not made for other levels alone. First those that share more needs; of these, those made for its levels, before those for every level;
    /// then those opened more often in a year; then by id, so that the order never depends on how they were read.
    /// </summary>
    /// <param name="needs">Of the request.</param>
    /// <param name="levels">Of its schools; none where they are not known.</param>
    public static IReadOnlyList<Resource> For(IEnumerable<Resource> resources, IReadOnlyCollection<string> needs, IReadOnlyCollection<SchoolLevel> levels, DateOnly today) =>
    [
        .. resources.Where(resource => resource.IsOffered && Shared(resource, needs) > 0 && Fits(resource, levels))
            .OrderByDescending(resource => Shared(resource, needs))
            .ThenByDescending(resource => resource.Levels.Overlaps(levels))
            .ThenByDescending(resource => resource.UsesInYear(today))
            .ThenBy(resource => resource.Id, StringComparer.Ordinal)
            .Take(Most),
    ];

    private static int Shared(Resource resource, IReadOnlyCollection<string> needs) => needs.Count(resource.Needs.Contains);

    private static bool Fits(Resource resource, IReadOnlyCollection<SchoolLevel> levels) => resource.Levels.Count == 0 || levels.Count == 0 || resource.Levels.Overlaps(levels);
}
