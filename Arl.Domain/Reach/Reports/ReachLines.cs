using System.Globalization;

namespace Arl.Domain.Reach.Reports;

/// <summary>The figures in the words that the network publishes.</summary>
public static class ReachLines
{
    /// <summary><c>ARL reach: 1,515 schools, 939,988 students, 38 states</c>.</summary>
    public static string Subject(ReachFigures figures) => $"ARL reach: {string.Join(", ", Headline(figures))}";

    /// <summary>The same, or of a monthly report <c>ARL reach in November 2026: …</c>.</summary>
    public static string Subject(ReachReport report) => report.Month is { } month ? $"ARL reach in {month}: {string.Join(", ", Headline(report.Figures))}" : Subject(report.Figures);

    /// <summary><c>1,515 schools · 939,988 students · 38 states</c>.</summary>
    public static string Lead(ReachFigures figures) => string.Join(" · ", Headline(figures));

    /// <summary><c>51% urban · 25% rural · 24% suburban</c>: of the schools whose locale is known, the largest first, equal ones as urban, suburban, rural.</summary>
    public static string Locales(ReachFigures figures)
    {
        if (figures.Locales.Known == 0)
            return "Urban, suburban or rural: not known yet";
        (string Name, LocaleShare Locale)[] areas = [("urban", figures.Locales.Urban), ("suburban", figures.Locales.Suburban), ("rural", figures.Locales.Rural)];
        return string.Join(" · ", areas.OrderByDescending(area => area.Locale.Schools).Select(area => string.Create(CultureInfo.InvariantCulture, $"{area.Locale.Share}% {area.Name}")));
    }

    private static string[] Headline(ReachFigures figures) =>
        [InWords.Count(figures.Schools, "school"), InWords.Count(figures.Students, "student"), InWords.Count(figures.States, "state")];
}
