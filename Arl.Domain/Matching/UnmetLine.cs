namespace Arl.Domain.Matching;

/// <summary>What one request gives to a line.</summary>
/// <param name="WeeksAgo">Whole weeks since it was received.</param>
/// <param name="Asked">Needs it asked for that count here.</param>
/// <param name="Unmet">How many of these nobody covers.</param>
internal sealed record UnmetPart(int WeeksAgo, int Asked, int Unmet);

/// <summary>A line of a table of unmet need: one need, state, level or language, or the total.</summary>
/// <param name="Id">As the API spells it: a need's id, <c>NM</c>, <c>elementary</c>, <c>es</c>; <c>unknown</c> or <c>none</c> where the requests do not say.</param>
/// <param name="Requests">Requests that asked, each once.</param>
/// <param name="Asked">Needs asked for: one for each need of each request. In a line of one need the same number as <paramref name="Requests"/>.</param>
/// <param name="Unmet">How many of <paramref name="Asked"/> nobody covers.</param>
public sealed record UnmetLine(string Id, string Name, int Requests, int Asked, int Unmet, UnmetTrend Trend)
{
    /// <summary>0–1; 0 where nothing was asked.</summary>
    public double Share => Asked == 0 ? 0 : (double)Unmet / Asked;

    internal static UnmetLine Of(string id, string name, IReadOnlyCollection<UnmetPart> parts, int historyWeeks)
    {
        var weekly = new int[2 * UnmetTrend.Weeks];
        foreach (var part in parts.Where(part => part.WeeksAgo < weekly.Length))
            weekly[^(part.WeeksAgo + 1)] += part.Unmet;
        return new(id, name, parts.Count, parts.Sum(part => part.Asked), parts.Sum(part => part.Unmet), new(weekly, historyWeeks));
    }
}
