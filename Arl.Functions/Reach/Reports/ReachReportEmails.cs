using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Reports;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach.Reports;

/// <summary>The reach emails: one for all recipients, kept beside its report in the ledger, with pictures and the schools served.</summary>
public sealed class ReachReportEmails(EmailRenderer renderer, MailAttachments attachments, IOptions<ReachOptions> reach, IOptions<SiteOptions> site, NetworkClock zone) : IEmailOwner
{
    private const string Batch = "report";
    private const string OneForAll = "staff";

    public string Name => "reach-report";

    public string Table => TableNames.ReachReports;

    public IReadOnlyList<string> Kinds => [Batch];

    public string PartitionOf(string key) => ReportLedger.Partition;

    /// <summary>The key of a report's email.</summary>
    public static string KeyOf(string id) => EmailRow.Prefix(id, Batch) + OneForAll;

    /// <summary>The email as its row, with what goes with it kept already.</summary>
    /// <param name="served">The schools served, as <see cref="ServedExport"/> writes them.</param>
    public async Task<EmailRow> Email(string id, ReachReport report, byte[] served, IReadOnlyList<EmailAddress> to, DateTimeOffset now, CancellationToken cancel)
    {
        var sections = reach.Value.ChosenSections;
        var (form, file) = ServedAttachment.Of(served, zone.DayOf(report.Figures.AsOf.AddTicks(-1)));
        var whole = report with { ServedFile = form };
        var email = await renderer.Render<ReachReportEmail>(ReachLines.Subject(whole), new()
        {
            [nameof(ReachReportEmail.Report)] = whole,
            [nameof(ReachReportEmail.Zone)] = zone.Zone,
            [nameof(ReachReportEmail.StaffUrl)] = new Uri(site.Value.UrlOf("/staff")),
            [nameof(ReachReportEmail.Sections)] = sections,
        }, cancel);
        var kept = await attachments.Keep(id, [.. ReachCharts.Of(whole, sections), .. file is null ? Array.Empty<MailAttachment>() : [file]], cancel);
        return EmailRow.For(ReportLedger.Partition, id, Batch, OneForAll, to, replyTo: null, email, now, attachments: kept);
    }

    /// <summary>A sent report changes nothing else.</summary>
    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);
}
