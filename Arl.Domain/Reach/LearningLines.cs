using System.Globalization;

namespace Arl.Domain.Reach;

/// <param name="All">Up to the moment of the figures.</param>
/// <param name="Now">In the period; null where it is about none. <paramref name="Before"/> likewise.</param>
public sealed record LearningLine(string Label, string All, string? Now, string? Before);

/// <summary>The figures of the calls and the library, in words.</summary>
public static class LearningLines
{
    /// <summary>None before the first call and the first resource.</summary>
    public static IReadOnlyList<LearningLine> Of(ReachReport report)
    {
        if (report.Figures.Learning.IsNothing)
            return [];
        LearningLine Line(string label, Func<LearningFigures, string> figure) =>
            new(label, figure(report.Figures.Learning), report.New is { } now ? figure(now.New.Learning) : null, report.New is { } then ? figure(then.Before.Learning) : null);
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
