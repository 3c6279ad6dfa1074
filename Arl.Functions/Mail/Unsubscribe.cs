using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Mail;

/// <summary><c>POST /unsubscribe/{token}</c>: from the page's button, or from a mail program by one click (RFC 8058), which is answered without a redirect.</summary>
public sealed class Unsubscribe(Unsubscribing unsubscribing)
{
    [Function(nameof(Unsubscribe))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe/{token}")] HttpRequest http, string token, CancellationToken cancel) =>
        unsubscribing.Act(http, token, cancel);
}
