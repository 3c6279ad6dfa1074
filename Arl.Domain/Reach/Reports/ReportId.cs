using System.Globalization;

namespace Arl.Domain.Reach.Reports;

/// <summary>Why a reach report was written.</summary>
public enum ReportKind
{
    Weekly,

    Monthly,

    /// <summary>Staff asked for it, for all who get the reports.</summary>
    OnDemand,

    /// <summary>One member of the staff asked for it, for themselves.</summary>
    Own,
}

/// <summary>The ids of reports say what they are: <c>weekly-2026-11-23</c>, <c>monthly-2026-11</c> (the month it is about), <c>now-…</c>, <c>own-…</c>.</summary>
public static class ReportId
{
    public const string Weekly = "weekly-";
    public const string Monthly = "monthly-";
    public const string OnDemand = "now-";
    public const string Own = "own-";

    /// <summary>Null where it is no report's id.</summary>
    public static ReportKind? KindOf(string id) =>
        id.StartsWith(Weekly, StringComparison.Ordinal) ? ReportKind.Weekly
        : id.StartsWith(Monthly, StringComparison.Ordinal) ? ReportKind.Monthly
        : id.StartsWith(OnDemand, StringComparison.Ordinal) ? ReportKind.OnDemand
        : id.StartsWith(Own, StringComparison.Ordinal) ? ReportKind.Own
        : null;

    /// <summary>What a scheduled one is about, in words: <c>Monday, November 23, 2026</c>, <c>November 2026</c>. Empty for one that staff asked for.</summary>
    public static string Period(string id) => KindOf(id) switch
    {
        ReportKind.Weekly when DateOnly.TryParseExact(id[Weekly.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.ToString("dddd, MMMM d, yyyy", CultureInfo.InvariantCulture),
        ReportKind.Monthly when DateOnly.TryParseExact(id[Monthly.Length..], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => "",
    };
}
