using System.Globalization;

namespace Arl.Domain.Reach.Reports;

/// <summary>One figure of a reach email, in words.</summary>
/// <param name="Now">In the period; null where the email is about none. <paramref name="Before"/> likewise.</param>
/// <param name="All">Up to the moment of the figures; null where that is said elsewhere.</param>
public sealed record ReportLine(string Label, string? Now, string? Before, string? All = null);

/// <summary>What is new in a period, in words.</summary>
public static class ProgressLines
{
    /// <summary><c>New in November 2026</c>; of days that are no whole month <c>New from November 23 to November 29, 2026</c>.</summary>
    public static string Title(Period days) => IsMonth(days)
        ? "New in " + days.From.ToString("MMMM yyyy", CultureInfo.InvariantCulture)
        : $"New from {days.From.ToString(days.From.Year == days.To.Year ? "MMMM d" : "MMMM d, yyyy", CultureInfo.InvariantCulture)} to {InWords.Day(days.To)}";

    /// <summary><c>month</c> or <c>week</c>, as the emails are about.</summary>
    public static string Length(Period days) => IsMonth(days) ? "month" : "week";

    public static IReadOnlyList<ReportLine> Of(ReachProgress progress)
    {
        ReportLine Line(string label, Func<ReachFigures, string> figure) => new(label, figure(progress.New), figure(progress.Before));
        return
        [
            Line("Schools introduced for the first time", figures => Number(figures.Schools)),
            Line("Students in these schools", figures => Number(figures.Students)),
            Line("Requests received", figures => Number(figures.Work.Received)),
            Line("Requests introduced for the first time", figures => Number(figures.Work.Introduced)),
            Line("Median days to the introduction", figures => Number(figures.Work.MedianDaysToIntroduction)),
            Line("Median days until coaching began", figures => Number(figures.Work.MedianDaysToCoaching)),
            Line("Sessions logged", figures => Number(figures.Work.Sessions)),
            Line("Hours of these sessions", figures => Number(figures.Work.Minutes / 60.0)),
            Line("Check-in mean, schools (1 to 5)", figures => Number(figures.Work.SchoolCheckIns.Mean)),
            Line("Check-in mean, coaches (1 to 5)", figures => Number(figures.Work.CoachCheckIns.Mean)),
        ];
    }

    private static bool IsMonth(Period days) => days.From.Day == 1 && days.To == days.From.AddMonths(1).AddDays(-1);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? number) => number is { } known ? Math.Round((decimal)known, 1, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture) : "none";
}
