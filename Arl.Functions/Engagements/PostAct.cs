using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /act/{reference}/{token}</c>: the button was pressed.</summary>
public sealed class PostAct(ActDesk desk)
{
    [Function(nameof(PostAct))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "act/{reference}/{token}")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Do(http, reference, token, cancel);
}
