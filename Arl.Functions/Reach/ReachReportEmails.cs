using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Reach;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach;

/// <summary>The reach emails: one for all recipients, kept beside its report in the ledger.</summary>
public sealed class ReachReportEmails(EmailRenderer renderer, IOptions<ReachReportOptions> report, IOptions<SiteOptions> site, NetworkClock zone) : IEmailOwner
{
    private const string Batch = "report";

    public string Name => "reach-report";

    public string Table => TableNames.ReachReports;

    public string PartitionOf(string key) => ReportLedger.Partition;

    public EmailsDue Due(string id) => new(Name, id, Batch);

    public async Task<EmailRow> Email(string id, ReachReport reach, DateTimeOffset now, CancellationToken cancel)
    {
        var email = await renderer.Render<ReachReportEmail>(ReachLines.Subject(reach.Figures), new()
        {
            [nameof(ReachReportEmail.Report)] = reach,
            [nameof(ReachReportEmail.Zone)] = zone.Zone,
            [nameof(ReachReportEmail.StaffUrl)] = new Uri(site.Value.UrlOf("/staff")),
        }, cancel);
        return EmailRow.For(ReportLedger.Partition, id, Batch, "staff", report.Value.Recipients(), replyTo: null, email, now);
    }

    /// <summary>A sent report changes nothing else.</summary>
    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);
}
