using System.Globalization;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Pages.Reach.Public;

namespace Arl.Pages.Reach;

/// <summary>One figure of the staff's page: in all, in the period, and in the one before; empty where it has none of the two.</summary>
public sealed record StaffReachRow(FigureDefinition Figure, string All, string New, string Before);

/// <summary>The figures of the staff's page, in words and numbers.</summary>
internal static class StaffReachRows
{
    private const string None = "none yet";

    public static IReadOnlyList<StaffReachRow> Headline(StaffReachFigures figures) =>
    [
        Row(figures, ReachDefinitions.Schools, one => PublicWords.Number(one.Schools)),
        Row(figures, ReachDefinitions.Students, one => PublicWords.Number(one.Students)),
        Row(figures, ReachDefinitions.Districts, one => PublicWords.Number(one.Districts)),
        Row(figures, ReachDefinitions.Cities, one => PublicWords.Number(one.Cities)),
        Row(figures, ReachDefinitions.States, one => PublicWords.Number(one.States)),
        Row(figures, ReachDefinitions.Organizations, one => PublicWords.Number(one.Organizations)),
        Row(figures, ReachDefinitions.Charter, one => Shares(one.Groups.Charter).GetValueOrDefault("charter", Shares(one.Groups.Charter).Count == 0 ? "not known" : "0%")),
    ];

    public static IReadOnlyList<StaffReachRow> Work(StaffReachFigures figures) =>
    [
        Row(figures, ReachDefinitions.Received, one => PublicWords.Number(one.Work.Received)),
        Row(figures, ReachDefinitions.Introduced, one => PublicWords.Number(one.Work.Introduced)),
        Row(figures, ReachDefinitions.DaysToIntroduction, one => Days(one.Work.MedianDaysToIntroduction)),
        Row(figures, ReachDefinitions.CoachingBegan, one => PublicWords.Number(one.Work.CoachingBegan)),
        Row(figures, ReachDefinitions.DaysToCoaching, one => Days(one.Work.MedianDaysToCoaching)),
        Row(figures, ReachDefinitions.Completed, one => PublicWords.Number(one.Work.Completed)),
        Row(figures, ReachDefinitions.Sessions, one => PublicWords.Number(one.Work.Sessions)),
        Row(figures, ReachDefinitions.Minutes, one => PublicWords.Number(one.Work.Minutes)),
        Row(figures, ReachDefinitions.SchoolCheckIns, one => Score(one.Work.SchoolCheckIns)),
        Row(figures, ReachDefinitions.CoachCheckIns, one => Score(one.Work.CoachCheckIns)),
    ];

    public static IReadOnlyList<StaffReachRow> Learning(StaffReachFigures figures) =>
    [
        Row(figures, ReachDefinitions.CallsHeld, one => PublicWords.Number(one.Learning.Calls)),
        Row(figures, ReachDefinitions.CoachesWhoCame, one => PublicWords.Number(one.Learning.Coaches)),
        Row(figures, ReachDefinitions.CoachesPerCall, one => LearningLines.Mean(one.Learning.CoachesPerCall) ?? None),
        Row(figures, ReachDefinitions.ResourcesShared, one => PublicWords.Number(one.Learning.Shared)),
        Row(figures, ReachDefinitions.ResourcesOpened, one => PublicWords.Number(one.Learning.Opened)),
    ];

    /// <summary>Whole percent by key of the groups that are known, which sum to 100; empty where nothing is known.</summary>
    public static Dictionary<string, string> Shares(IReadOnlyList<ReachGroup> groups)
    {
        var shares = WholePercent.OfKnown(groups);
        return shares.Values.Sum() == 0 ? [] : shares.ToDictionary(share => share.Key, share => share.Value.ToString(CultureInfo.InvariantCulture) + "%", StringComparer.Ordinal);
    }

    private static StaffReachRow Row(StaffReachFigures figures, FigureDefinition figure, Func<ReachFigures, string> of) =>
        new(figure, of(figures.Total), of(figures.New), of(figures.Before));

    private static string Days(double? days) => days is { } some ? some.ToString("0.#", CultureInfo.InvariantCulture) : None;

    private static string Score(CheckInFigures answers) => answers.Mean is { } mean ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.0} ({answers.Answers:N0})") : None;
}
