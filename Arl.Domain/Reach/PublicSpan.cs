namespace Arl.Domain.Reach;

/// <summary>A step of the growth curve: the months from <paramref name="From"/> to <paramref name="To"/>, and how many had been served at the end of them.</summary>
/// <param name="From">As <c>2026-11</c>.</param>
public sealed record PublicSpan(string From, string To, int Schools, long Students)
{
    /// <summary>
    /// Months joined until each step brings enough new schools and students to be no small group; the months after the last whole step go with it.
    /// </summary>
    /// <param name="months">By month, the oldest first; together no small group.</param>
    internal static IReadOnlyList<PublicSpan> Of(IEnumerable<ReachGroup> months)
    {
        var spans = new List<PublicSpan>();
        ReachGroup? open = null;
        foreach (var month in months.Where(month => month.Schools > 0))
        {
            open = open is null ? new(month.Key, month.Key, month.Schools, month.Students) : new(open.Key, month.Key, open.Schools + month.Schools, open.Students + month.Students);
            if (SmallCells.IsSmall(open))
                continue;
            spans.Add(After(spans, open.Key, open.Name, open));
            open = null;
        }
        if (open is not null && spans.Count > 0)
            spans[^1] = spans[^1] with { To = open.Name, Schools = spans[^1].Schools + open.Schools, Students = spans[^1].Students + open.Students };
        return spans;
    }

    private static PublicSpan After(List<PublicSpan> spans, string from, string to, ReachGroup added) =>
        new(from, to, (spans.Count == 0 ? 0 : spans[^1].Schools) + added.Schools, (spans.Count == 0 ? 0 : spans[^1].Students) + added.Students);
}
