using Arl.Domain.Requests;
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
        desk.Enter(http, reference, token, async (request, path) => PageResults.SeeOther(ReaderLanguage.Kept(http, path + await Send(request, cancel))), cancel);

    /// <summary>What the page then says. Where no more are sent it says so by itself.</summary>
    private async Task<string> Send(CoachingRequest request, CancellationToken cancel) => await confirming.SendLinkAgain(request.Reference, cancel) switch
    {
        Acted.Done(var after) when after.Resends > request.Resends => "?did=link",
        Acted.TooLate when request.AwaitsConfirmation => "?did=link-later",
        _ => "",
    };
}
