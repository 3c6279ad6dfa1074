using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Pages.Staff;

namespace Arl.Pages.Reach.Reports;

/// <summary>The reach emails that were written.</summary>
/// <param name="More">Older ones that are not shown.</param>
/// <param name="Own">Where the reader of the page gets email; null where the sign-in does not know it.</param>
/// <param name="Key">Of this form: sent twice, it is done once.</param>
public sealed record ReachReportsOverview(IReadOnlyList<ReachReportsOverview.Line> Reports, int More, string? Own, string Key, TimeZoneInfo Zone)
{
    /// <summary>One was just written for the reader of the page.</summary>
    public bool Done { get; init; }

    public string Typed { get; init; } = "";

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <param name="Period">What a scheduled one is about; empty for one that staff asked for.</param>
    /// <param name="State">Where its email is, in words (<see cref="MailWords"/>).</param>
    public sealed record Line(string Id, ReportKind Kind, string Period, DateTimeOffset At, string State, DateTimeOffset? SentAt)
    {
        public string KindInWords => Kind switch
        {
            ReportKind.Weekly => "Weekly",
            ReportKind.Monthly => "Monthly",
            ReportKind.Own => "Asked for by one reader",
            _ => "Asked for by staff",
        };

        /// <summary>What it is about, or when it was asked for.</summary>
        public string About(TimeZoneInfo zone) => Period.Length > 0 ? Period : Moments.Full(At, zone);
    }
}
