using Arl.Functions.Engagements;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>POST /requests/{reference}/{token}/confirm-link</c>: the email with the link that confirms the request, once more. It goes to the address on record.</summary>
public sealed class SendConfirmationLink(StatusDesk desk, Confirming confirming)
{
    [Function(nameof(SendConfirmationLink))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{reference}/{token}/confirm-link")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, async (request, path) =>
            PageResults.SeeOther(ReaderLanguage.Kept(http, $"{path}?did={(await confirming.SendLinkAgain(request.Reference, cancel) is Acted.Done ? "link" : "link-later")}")), cancel);
}
