using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>GET /act/{reference}/{token}</c>: what a link of an email does, and the button for it. Changes nothing.</summary>
public sealed class ShowAct(ActDesk desk)
{
    [Function(nameof(ShowAct))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "act/{reference}/{token}")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Show(http, reference, token, cancel);
}
