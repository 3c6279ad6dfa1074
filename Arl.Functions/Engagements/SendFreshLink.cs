using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /act/{reference}/{token}/fresh</c>: the answer is the same whether or not there is such a link, such a request, or an email to send.</summary>
public sealed class SendFreshLink(FreshLinks links)
{
    [Function(nameof(SendFreshLink))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "act/{reference}/{token}/fresh")] HttpRequest http, string reference, string token, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        await links.Send(reference, token, cancel);
        return PageResults.Page<ToldPage>(new
        {
            Title = "Look in your inbox",
            Words = "If this link was ours and is still needed, a fresh one is on its way to the email address that we have. It takes a few minutes; we send at most one an hour.",
        });
    }
}
