using Arl.Functions.Mail;
using Arl.Functions.Web;
using Arl.Pages.Emails;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/mail/{kind}</c>: one kind of email as its readers see it, with invented data.</summary>
public sealed class ShowMailPreview(StaffDoor door, EmailGallery gallery, EmailRenderer renderer)
{
    [Function(nameof(ShowMailPreview))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/mail/{kind}")] HttpRequest http, string kind, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            if (gallery.All.SingleOrDefault(one => one.Kind == kind) is not { } preview)
                return PageResults.NotFound();
            var email = await renderer.Render(preview.Email, preview.Language, () => preview.Subject, preview.Parameters, cancel);
            var (html, text) = UnsubscribeMark.Replace(email.Html, email.Text, PreviewData.UnsubscribeUrl);
            ContentPolicy.Is(http, ContentPolicy.ShowsAnEmail);
            var shown = InlinePictures.Shown(html, preview.Attachments());
            return PageResults.Page<MailPreviewPage>(new { Kind = kind, Email = email with { Html = shown, Text = text }, email.Transactional });
        });
}
