namespace Arl.Domain.Reach.Public;

/// <summary>A step of the growth curve: the months from <paramref name="From"/> to <paramref name="To"/>, and how many had been served at the end of them.</summary>
/// <param name="From">As <c>2026-11</c>.</param>
public sealed record PublicSpan(string From, string To, int Schools, long Students)
{
    /// <summary>
    /// Months joined until each step brings enough new schools and students to be no small group; the months after the last whole step go with it.
    /// Before that years are joined by the same rule, and no step goes beyond the end of such years: so the end of each of them can be told, also when more years have come.
    /// </summary>
    /// <param name="months">By month, the oldest first; together no small group.</param>
    internal static IReadOnlyList<PublicSpan> Of(IEnumerable<ReachGroup> months)
    {
        var spans = new List<PublicSpan>();
        var years = Joined(months.Where(month => month.Schools > 0).GroupBy(month => month.Key[..4], StringComparer.Ordinal));
        foreach (var step in years.SelectMany(year => Joined(year.Select(month => (IEnumerable<ReachGroup>)[month]))))
            spans.Add(new(step[0].Key, step[^1].Key, SchoolsOf(spans) + step.Sum(month => month.Schools), StudentsOf(spans) + step.Sum(month => month.Students)));
        return spans;
    }

    /// <summary>Pieces one after the other joined until they are no small group; what is left at the end goes with the last.</summary>
    private static List<List<ReachGroup>> Joined(IEnumerable<IEnumerable<ReachGroup>> pieces)
    {
        var whole = new List<List<ReachGroup>>();
        var open = new List<ReachGroup>();
        foreach (var piece in pieces)
        {
            open.AddRange(piece);
            if (SmallCells.IsSmall(open.Sum(month => month.Schools), open.Sum(month => month.Students)))
                continue;
            whole.Add(open);
            open = [];
        }
        if (whole.Count > 0)
            whole[^1].AddRange(open);
        return whole;
    }

    private static int SchoolsOf(List<PublicSpan> spans) => spans.Count == 0 ? 0 : spans[^1].Schools;

    private static long StudentsOf(List<PublicSpan> spans) => spans.Count == 0 ? 0 : spans[^1].Students;
}
