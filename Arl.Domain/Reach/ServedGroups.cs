using System.Globalization;

namespace Arl.Domain.Reach;

/// <summary>Schools, each given once, by month of their introduction and by state.</summary>
public static class ServedGroups
{
    /// <summary>By the month of the first introduction, the oldest first.</summary>
    public static IReadOnlyList<ReachGroup> Months(IEnumerable<ServedSchool> schools) => Of(schools, school => school.IntroducedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture), school => school.IntroducedOn.ToString("MMMM yyyy", CultureInfo.InvariantCulture));

    /// <summary>By state, its two letters.</summary>
    public static IReadOnlyList<ReachGroup> States(IEnumerable<ServedSchool> schools) => Of(schools, school => school.State.Code, school => school.State.Name);

    private static List<ReachGroup> Of(IEnumerable<ServedSchool> schools, Func<ServedSchool, string> key, Func<ServedSchool, string> name) =>
        [.. schools.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ReachGroup(group.Key, name(group.First()), group.Count(), group.Sum(school => (long)(school.Students ?? 0))))];
}
