using System.Security.Cryptography;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Emails;
using Arl.Pages.Layout;
using Arl.Pages.Reach.Reports;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach.Reports;

/// <summary>The staff's pages of reach emails: all of them, one exactly as it was sent, its files, and one more for whoever asks.</summary>
public sealed class ReachReportDesk(ReportLedger ledger, ReachReporter reporter, MailAttachments attachments, IOptions<ReachOptions> options, IOptions<StaffRecipientOptions> staff, NetworkClock zone)
{
    public const string Path = "/staff/reach/reports";
    private const int MostShown = 200;
    private const int LongestKey = 100;

    /// <param name="typed">The address that was typed and cannot be used.</param>
    public async Task<IResult> List(StaffMember member, bool done, CancellationToken cancel, string typed = "", params IReadOnlyList<Problem> problems)
    {
        var reports = await ledger.All(cancel);
        return PageResults.Page<ReachReportsPage>(new
        {
            Model = new ReachReportsOverview([.. reports.Take(MostShown).Select(Line)], Math.Max(0, reports.Count - MostShown), member.Address?.Value, RandomNumberGenerator.GetHexString(24, lowercase: true), zone.Zone)
            {
                Done = done,
                Typed = typed,
                Problems = problems,
            },
        }, problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>As it was sent; its pictures are put in, since a browser does not know the parts of an email.</summary>
    public async Task<IResult> Show(string id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } row)
            return PageResults.NotFound();
        var pictures = await attachments.Load([.. row.Kept.Where(one => one.ContentId is not null)], cancel);
        return PageResults.Page<ReachReportPage>(new
        {
            Line = Line(new(id, row)),
            Email = new RenderedEmail(row.Subject, InlinePictures.Shown(row.Html, pictures), row.Text),
            To = row.Readers.Select(reader => reader.Value).ToList(),
            Files = row.Kept.Select(one => one.Name).ToList(),
            Zone = zone.Zone,
        });
    }

    /// <param name="number">Of the attachment, from 0.</param>
    public async Task<IResult> File(string id, string number, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } row || !int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) || n >= row.Kept.Count)
            return PageResults.NotFound();
        var file = await attachments.Load(row.Kept[n], cancel);
        return Results.File(file.Content.ToArray(), file.MediaType, file.Name);
    }

    /// <summary>Writes one to the member of the staff alone. A form that is sent twice is one email.</summary>
    public async Task<IResult> SendToMe(StaffMember member, PostedForm form, CancellationToken cancel)
    {
        var typed = form["email"];
        var reader = member.Address ?? Known.FirstOrDefault(known => known.Value.Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (reader is null)
            return await List(member, done: false, cancel, typed, new Problem("email", "Write your address as it is on the network's staff list."));
        if (form["key"] is not { Length: > 0 and <= LongestKey } key)
            return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
        await reporter.WriteNowTo(reader, $"{key} {reader.Value}", cancel);
        return PageResults.SeeOther(Path + "?done=sent");
    }

    /// <summary>Everybody who gets reports at all: nobody else is written to.</summary>
    private IEnumerable<EmailAddress> Known => new[] { ReportKind.OnDemand, ReportKind.Weekly, ReportKind.Monthly }.SelectMany(kind => options.Value.RecipientsOf(kind, staff.Value)).Distinct();

    private async Task<EmailRow?> Find(string id, CancellationToken cancel) => ReportId.KindOf(id) is not null && StaffAlert.IsKey(id) ? await ledger.Email(id, cancel) : null;

    private static ReachReportsOverview.Line Line(WrittenReport report) => new(
        report.Id, ReportId.KindOf(report.Id) ?? ReportKind.OnDemand, ReportId.Period(report.Id), report.Email.CreatedAt,
        MailWords.Of(report.Email.State, report.Email.LastProblem, report.Email.Fate.Delivery, report.Email.DeliveryReason), report.Email.SentAt);
}
