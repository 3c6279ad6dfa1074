namespace Arl.Domain.Reach.Public;

/// <summary>A group of the schools served, as the public sees it.</summary>
/// <param name="Schools">Null where the number is hidden; there is at least one.</param>
/// <param name="Share">Whole percent of the schools of which the group is known; null where it would say too much, and for the group of the unknown.</param>
public sealed record PublicGroup(string Key, string Name, int? Schools, long? Students, int? Share = null)
{
    public bool IsHidden => Schools is null;
}

/// <summary>Makes the public's view of one way of parting the schools.</summary>
internal static class PublicGroups
{
    /// <summary>
    /// With so many schools, a percentage says nothing of how many are unknown: every number of known ones from 200 on can have any whole percentages, since one school more or less is half a point at most.
    /// </summary>
    private const int FewestForSharesAlone = 250;

    /// <summary>Empty where even the names would give the numbers away.</summary>
    public static IReadOnlyList<PublicGroup> Of(IReadOnlyCollection<ReachGroup> groups) =>
        SmallCells.Hidden(groups) is { } hidden ? [.. groups.Select(group => View(group, hidden.Contains(group.Key), share: null))] : [];

    /// <summary>As <see cref="Of"/>, with shares.</summary>
    public static IReadOnlyList<PublicGroup> WithShares(IReadOnlyCollection<ReachGroup> groups)
    {
        if (SmallCells.Hidden(groups) is not { } hidden)
            return [];
        if (OnlyUnknownIsSmall(groups) && groups.Sum(group => group.Schools) >= FewestForSharesAlone)
            return Shared(groups, _ => true);
        return hidden.Count == 0
            ? Shared(groups, _ => false)
            : [.. groups.Select(group => View(group, hidden.Contains(group.Key), RoundedShare(group, groups, hidden)))];
    }

    private static bool OnlyUnknownIsSmall(IReadOnlyCollection<ReachGroup> groups) => groups.Where(SmallCells.IsSmall).ToList() is [{ Key: ReachGroup.Unknown }];

    /// <summary>Shares of all that are known, which sum to 100.</summary>
    private static List<PublicGroup> Shared(IReadOnlyCollection<ReachGroup> groups, Predicate<ReachGroup> isHidden)
    {
        var shares = WholePercent.OfKnown(groups);
        return [.. groups.Select(group => View(group, isHidden(group) && group.Schools > 0, shares.TryGetValue(group.Key, out var share) ? share : null))];
    }

    /// <summary>From shown numbers alone: rounded by itself, since the largest remainder would tell of the others', and none where the number of the unknown is hidden.</summary>
    private static int? RoundedShare(ReachGroup group, IReadOnlyCollection<ReachGroup> groups, IReadOnlySet<string> hidden)
    {
        if (group.Key == ReachGroup.Unknown || hidden.Contains(group.Key) || hidden.Contains(ReachGroup.Unknown))
            return null;
        var known = groups.Where(one => one.Key != ReachGroup.Unknown).Sum(one => (long)one.Schools);
        return known == 0 ? null : (int)((200L * group.Schools + known) / (2 * known));
    }

    private static PublicGroup View(ReachGroup group, bool isHidden, int? share) =>
        new(group.Key, group.Name, isHidden ? null : group.Schools, isHidden ? null : group.Students, share);
}
