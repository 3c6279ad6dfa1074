using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Mail;

/// <summary><c>GET /unsubscribe/{token}</c>: changes nothing, because programs open the links of emails too.</summary>
public sealed class ShowUnsubscribe(Unsubscribing unsubscribing)
{
    [Function(nameof(ShowUnsubscribe))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe/{token}")] HttpRequest http, string token, CancellationToken cancel) =>
        unsubscribing.Show(http, token, cancel);
}
