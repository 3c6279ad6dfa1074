namespace Arl.Domain.Reach.Public;

/// <summary>
/// Which groups of one way of parting the served schools the public may see the numbers of, so that no number of a small group is shown or follows from what is shown:
/// docs/small-cells.md. What is hidden does not say whether it is small itself or hides another.
/// </summary>
public static class SmallCells
{
    /// <summary>A public group has at least so many schools.</summary>
    public const int FewestSchools = 5;

    /// <summary>A public group has at least so many students.</summary>
    public const int FewestStudents = 10;

    /// <summary>A number made of requests is made of at least so many.</summary>
    public const int FewestRequests = 5;

    /// <summary>A group of none is no small one: it says nothing about any school.</summary>
    public static bool IsSmall(int schools, long students) => schools > 0 && (schools < FewestSchools || students < FewestStudents);

    public static bool IsSmall(ReachGroup group) => IsSmall(group.Schools, group.Students);

    /// <summary>The keys of the groups to hide: the small ones, and further ones, the smallest first, until what is hidden together gives none of them away.</summary>
    /// <param name="groups">All groups of one parting; together they are not small.</param>
    /// <returns>Null where hiding all their numbers would not do: every group has exactly one school, which their count alone says.</returns>
    public static IReadOnlySet<string>? Hidden(IReadOnlyCollection<ReachGroup> groups)
    {
        var bySize = groups.Where(group => group.Schools > 0).OrderBy(group => group.Schools).ThenBy(group => group.Students).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var hidden = bySize.Where(IsSmall).ToList();
        if (hidden.Count == 0)
            return new HashSet<string>(StringComparer.Ordinal);
        foreach (var next in bySize.Where(group => !IsSmall(group)))
        {
            if (HideEachOther(hidden))
                break;
            hidden.Add(next);
        }
        return HideEachOther(hidden) ? hidden.Select(group => group.Key).ToHashSet(StringComparer.Ordinal) : null;
    }

    /// <summary>
    /// Their sum is known (the total less what is shown), and that each has a school. So the sum must be no small group, and more than one school for each.
    /// (Then they are more than one: a small group alone would be its own sum.)
    /// </summary>
    private static bool HideEachOther(List<ReachGroup> hidden) =>
        hidden.Sum(group => group.Schools) > hidden.Count && !IsSmall(hidden.Sum(group => group.Schools), hidden.Sum(group => group.Students));
}
