using Arl.Functions.Mail;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/mail-kinds</c>: every kind of email that the network sends.</summary>
public sealed class ShowMailGallery(StaffDoor door, EmailGallery gallery)
{
    [Function(nameof(ShowMailGallery))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/mail-kinds")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => Task.FromResult(PageResults.Page<MailGalleryPage>(new
        {
            Emails = gallery.All.OrderBy(one => one.Reader).ThenBy(one => one.Kind, StringComparer.Ordinal).Select(one => new MailGalleryPage.Line(one.Kind, one.Reader.ToString(), one.Subject)).ToList(),
        })));
}
