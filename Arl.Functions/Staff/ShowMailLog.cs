using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/mail</c>: the latest emails and what became of them.</summary>
public sealed class ShowMailLog(StaffDoor door, EmailLog log, EmailGallery gallery, NetworkClock zone)
{
    [Function(nameof(ShowMailLog))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/mail")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowMailLog)), async _ =>
        {
            var filter = Asked(http.Query);
            var after = http.Query["after"].ToString() is var text && MailLogRow.IsPlace(text) ? text : null;
            var page = await log.Read(filter, after, cancel);
            return PageResults.Page<MailLogPage>(new { Mails = page.Mails.Select(Line).ToList(), log.Kinds, Asked = filter, After = after, page.Next, zone.Zone });
        });

    private MailFilter Asked(IQueryCollection query) => new(
        MailFilter.States.Select(state => state.Id).FirstOrDefault(state => state == query["state"]) ?? "", log.Kinds.FirstOrDefault(kind => kind == query["kind"]) ?? "");

    private MailLogPage.Line Line(LoggedEmail mail) => new(
        mail.Row.CreatedAt, mail.Row.SentAt, mail.Kind, mail.Row.Kind, mail.Row.To, mail.Row.Subject, MailWords.Of(mail.Row.State, mail.Row.LastProblem, mail.Row.Fate.Delivery, mail.Row.DeliveryReason),
        AboutOf(mail), PreviewOf(mail.Kind, mail.Row.Kind));

    private static (string Name, string Path) AboutOf(LoggedEmail mail) => mail.Table switch
    {
        TableNames.Requests => (mail.OwnerKey, "/staff/requests/" + mail.OwnerKey),
        TableNames.ReachReports => ("the reach email", "/staff/reach/reports/" + mail.OwnerKey),
        TableNames.LearningCalls => ("the learning call", "/staff/calls"),
        _ => ("an alert", "/staff"),
    };

    /// <summary>The kind of email in the gallery, with invented people; null where it has none of its own.</summary>
    private string? PreviewOf(string kind, string reader)
    {
        var side = reader == "coach" ? "coach" : "school";
        string[] names = kind switch
        {
            "acknowledgement-new" => ["acknowledgement"],
            "ask" => ["question-to-coach"],
            "quiet" => ["quiet-notice-to-" + side],
            "taken-back" => ["silence"],
            "report" => ["reach-report"],
            "alert" => ["staff-alert"],
            "call-update" => ["call-update-changed"],
            _ => [$"{kind}-to-{side}", kind],
        };
        return names.FirstOrDefault(name => gallery.All.Any(preview => preview.Kind == name));
    }
}
