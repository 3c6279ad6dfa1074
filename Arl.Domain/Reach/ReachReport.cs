using Arl.Domain.Matching;

namespace Arl.Domain.Reach;

/// <param name="At">When the earlier email was written.</param>
public sealed record EarlierReport(DateTimeOffset At, ReachFigures Figures);

/// <summary>What a reach email says.</summary>
/// <param name="Earlier">The email it is compared with; null for the first.</param>
/// <param name="LongestWaiting">The longest first; not all, <see cref="ReachFigures.Requests"/> has the count.</param>
/// <param name="Places">Places by organization.</param>
public sealed record ReachReport(ReachFigures Figures, EarlierReport? Earlier, IReadOnlyList<WaitingRequest> LongestWaiting, IReadOnlyList<OrganizationPlaces> Places)
{
    /// <summary>The groups that were reached less than their share in the last 12 months (<see cref="EquityLines.Below"/>); none is the rule.</summary>
    public IReadOnlyList<string> BelowTheirShare { get; init; } = [];

    /// <summary>The needs that were least covered, the most unmet first; empty where every need is covered.</summary>
    public IReadOnlyList<UnmetLine> NotCovered { get; init; } = [];

    /// <summary>What changed since the earlier email, a line each; a figure that fell was corrected.</summary>
    public IReadOnlyList<string> News
    {
        get
        {
            if (Earlier is not { Figures: var before })
                return [];
            string[] lines =
            [
                Change(Figures.Schools - before.Schools, "new school", "fewer school"),
                Change(Figures.Students - before.Students, "more student", "fewer student"),
                States(before),
                Change(Figures.Requests.Total - before.Requests.Total, "new request", "fewer request"),
            ];
            return [.. lines.Where(line => line.Length > 0)];
        }
    }

    /// <summary>How long a request has waited, in whole days.</summary>
    public string Waited(WaitingRequest waiting) => (int)(Figures.AsOf - waiting.ReceivedAt).TotalDays switch
    {
        <= 0 => "since today",
        var days => "for " + InWords.Count(days, "day"),
    };

    private string States(ReachFigures before)
    {
        var added = Figures.StatesServed.Except(before.StatesServed).Select(state => state.Name).Order(StringComparer.Ordinal).ToList();
        return added.Count == 0 ? "" : $"{InWords.Count(added.Count, "new state")}: {InWords.List(added)}";
    }

    private static string Change(long difference, string more, string fewer) => difference switch
    {
        0 => "",
        > 0 => InWords.Count(difference, more),
        _ => InWords.Count(-difference, fewer) + " (corrected)",
    };
}
