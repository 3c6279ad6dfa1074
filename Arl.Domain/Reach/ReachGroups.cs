using Arl.Domain.Schools;

namespace Arl.Domain.Reach;

/// <summary>Some of the schools served.</summary>
/// <param name="Key">Stable, e.g. <c>rural</c>, <c>41</c>, <c>charter</c>, <c>NM</c>, <c>2026-11</c>; <see cref="Unknown"/> where it is not known of the schools.</param>
/// <param name="Students">Enrolled in these schools; a school whose enrollment is unknown adds none.</param>
public sealed record ReachGroup(string Key, string Name, int Schools, long Students)
{
    public const string Unknown = "unknown";
}

/// <summary>
/// The schools served, parted in several ways. In each but <see cref="Organizations"/> every school is in exactly one group, so their counts sum to the total;
/// a school that two organizations served counts with both. Groups without a school are left out, except of <see cref="Areas"/>.
/// </summary>
public sealed record ReachGroups
{
    public static ReachGroups None { get; } = new();

    /// <summary>Three-way: urban, suburban, rural (<see cref="Locale.Area"/>), unknown.</summary>
    public IReadOnlyList<ReachGroup> Areas { get; init; } = [];

    /// <summary>The twelve NCES codes, 11–43; 10, 20, 30, 40 where only the type is known.</summary>
    public IReadOnlyList<ReachGroup> Locales { get; init; } = [];

    public IReadOnlyList<ReachGroup> Charter { get; init; } = [];

    /// <summary>As NCES derives it from the grades offered.</summary>
    public IReadOnlyList<ReachGroup> Levels { get; init; } = [];

    public IReadOnlyList<ReachGroup> TitleI { get; init; } = [];

    /// <summary>By the quartiles of the whole directory (<see cref="PovertyQuartiles"/>), 1 the least poverty.</summary>
    public IReadOnlyList<ReachGroup> Poverty { get; init; } = [];

    public IReadOnlyList<ReachGroup> States { get; init; } = [];

    public IReadOnlyList<ReachGroup> Organizations { get; init; } = [];

    /// <summary>By the month of the first introduction, the oldest first.</summary>
    public IReadOnlyList<ReachGroup> Months { get; init; } = [];

    /// <summary>Every way of parting in which each school is in exactly one group, with its name.</summary>
    public IEnumerable<(string Name, IReadOnlyList<ReachGroup> Groups)> Partitions() =>
        [("areas", Areas), ("locales", Locales), ("charter", Charter), ("levels", Levels), ("titleI", TitleI), ("poverty", Poverty), ("states", States), ("months", Months)];
}
