using System.Globalization;

namespace Arl.Domain.Reach.Reports;

/// <summary>The figures of the calls and the library, in words.</summary>
public static class LearningLines
{
    /// <summary>None before the first call and the first resource.</summary>
    public static IReadOnlyList<ReportLine> Of(ReachReport report)
    {
        if (report.Figures.Learning.IsNothing)
            return [];
        ReportLine Line(string label, Func<LearningFigures, string> figure) =>
            new(label, report.New is { } now ? figure(now.New.Learning) : null, report.New is { } then ? figure(then.Before.Learning) : null, figure(report.Figures.Learning));
        return
        [
            Line("Calls held", figures => Number(figures.Calls)),
            Line("Coaches who came", figures => Number(figures.Coaches)),
            Line("Coaches per call", figures => Mean(figures.CoachesPerCall) ?? "not known"),
            Line("Resources shared", figures => Number(figures.Shared)),
            Line("Resources opened", figures => Number(figures.Opened)),
        ];
    }

    /// <summary>To one place; null where it is not known.</summary>
    public static string? Mean(double? mean) => mean is { } known ? Math.Round((decimal)known, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture) : null;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
