using System.Globalization;
using Arl.Domain.Matching;
using Arl.Domain.Reach.Equity;

namespace Arl.Domain.Reach.Reports;

/// <param name="At">The moment of the earlier email's figures.</param>
public sealed record EarlierReport(DateTimeOffset At, ReachFigures Figures);

/// <summary>One of the figures that a reach email leads with.</summary>
/// <param name="Before">In the earlier email; null where there is none.</param>
public sealed record HeadlineFigure(string Label, long Now, long? Before)
{
    public string Value => Now.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>+6</c>, <c>-2</c>, <c>same</c>; empty where there is nothing to compare with. A figure that only grows and fell was corrected.</summary>
    public string Change => Before is not { } before ? "" : Now == before ? "same" : (Now - before).ToString("+#,0;-#,0", CultureInfo.InvariantCulture);
}

/// <summary>Something that needs a person, as the staff page shows it.</summary>
/// <param name="Link">The staff page to go to, as a path; null is <c>/staff</c>.</param>
public sealed record ReportAlert(string Title, string? Link);

/// <summary>How the served schools go with the email.</summary>
public enum ServedFileForm
{
    Csv,

    /// <summary>It is large: zipped.</summary>
    Zip,

    /// <summary>It is too large for an email.</summary>
    TooLarge,
}

/// <summary>What a reach email says. Figures are those of their moment (<see cref="ReachFigures.AsOf"/>); who waits, what is not covered and what needs a person is that of the moment of writing.</summary>
/// <param name="Earlier">The email it is compared with; null for the first.</param>
/// <param name="Waiting">At the moment of writing: count and list are of one source.</param>
/// <param name="Places">Places by organization.</param>
public sealed record ReachReport(ReachFigures Figures, EarlierReport? Earlier, WaitingNow Waiting, IReadOnlyList<OrganizationPlaces> Places)
{
    public ReportKind Kind { get; init; } = ReportKind.OnDemand;

    /// <summary>The moment of writing: that of the figures or later.</summary>
    public DateTimeOffset WrittenAt { get; init; } = Figures.AsOf;

    /// <summary>The month it is about, in words (<c>November 2026</c>); null where it is about a moment.</summary>
    public string? Month { get; init; }

    /// <summary>What is new in the month or week that it is about; null where it is about a moment.</summary>
    public ReachProgress? New { get; init; }

    /// <summary>Schools served up to the end of each month (<see cref="ReachGrowth"/>).</summary>
    public IReadOnlyList<(DateOnly Month, int Schools)> Growth { get; init; } = [];

    /// <summary>The schools served by state, by its two letters.</summary>
    public IReadOnlyList<ReachGroup> States { get; init; } = [];

    /// <summary>All schools of the directory by locale; null where no directory says.</summary>
    public LocaleShares? National { get; init; }

    /// <summary>The groups that were reached less than their share in the 12 months up to the day of the figures (<see cref="EquityLines.Below"/>); none is the rule.</summary>
    public IReadOnlyList<string> BelowTheirShare { get; init; } = [];

    /// <summary>The needs that were least covered, the most unmet first; empty where every need is covered.</summary>
    public IReadOnlyList<UnmetLine> NotCovered { get; init; } = [];

    /// <summary>Alerts that nobody has closed, the newest first.</summary>
    public IReadOnlyList<ReportAlert> Alerts { get; init; } = [];

    /// <summary>Pieces of work that failed for good.</summary>
    public int Poisoned { get; init; }

    public ServedFileForm ServedFile { get; init; } = ServedFileForm.Csv;

    /// <summary>The figures that it leads with, each beside the earlier one.</summary>
    public IReadOnlyList<HeadlineFigure> Headline =>
    [
        Of("Schools", figures => figures.Schools), Of("Students", figures => figures.Students), Of("States", figures => figures.States), Of("Districts", figures => figures.Districts),
        Of("Cities", figures => figures.Cities), Of("Charter schools", figures => figures.CharterSchools), Of("Organizations", figures => figures.Organizations), Of("Requests", figures => figures.Requests.Total),
    ];

    /// <summary>States that the earlier email did not have, by name.</summary>
    public IReadOnlyList<string> NewStates => Earlier is null ? [] : [.. Figures.StatesServed.Except(Earlier.Figures.StatesServed).Select(state => state.Name).Order(StringComparer.Ordinal)];

    /// <summary>Whether every headline figure is as it was.</summary>
    public bool IsUnchanged => Earlier is not null && NewStates.Count == 0 && Headline.All(figure => figure.Now == figure.Before);

    /// <summary>How long a request had waited at the moment of writing, in whole days.</summary>
    public string Waited(WaitingRequest waiting) => (int)(WrittenAt - waiting.ReceivedAt).TotalDays switch
    {
        <= 0 => "for less than a day",
        var days => "for " + InWords.Count(days, "day"),
    };

    private HeadlineFigure Of(string label, Func<ReachFigures, long> figure) => new(label, figure(Figures), Earlier is null ? null : figure(Earlier.Figures));
}
