namespace Arl.Domain.Reach;

/// <summary>
/// Whole percentages that sum to 100: each is rounded down, and the points left over go to the largest remainders (Hamilton's method; between equal remainders to the earlier count).
/// No larger count gets a smaller percentage.
/// </summary>
public static class WholePercent
{
    /// <summary>One percentage per count, in the same order; all 0 where the counts are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static IReadOnlyList<int> Of(params IReadOnlyList<int> counts)
    {
        foreach (var count in counts)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
        var total = counts.Sum(count => (long)count);
        if (total == 0)
            return [.. counts.Select(_ => 0)];

        var percent = counts.Select(count => (int)(100L * count / total)).ToArray();
        var byRemainder = Enumerable.Range(0, percent.Length).OrderByDescending(i => 100L * counts[i] % total).Take(100 - percent.Sum());
        foreach (var i in byRemainder)
            percent[i]++;
        return percent;
    }

    /// <summary>By key, of the groups that are known; all 0 where these have no school.</summary>
    public static IReadOnlyDictionary<string, int> OfKnown(IEnumerable<ReachGroup> groups)
    {
        var known = groups.Where(group => group.Key != ReachGroup.Unknown).ToList();
        return known.Zip(Of([.. known.Select(group => group.Schools)])).ToDictionary(pair => pair.First.Key, pair => pair.Second, StringComparer.Ordinal);
    }
}
