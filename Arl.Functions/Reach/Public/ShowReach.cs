using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary><c>GET /reach</c>: whom the network has reached, for anybody.</summary>
public sealed class ShowReach(PublicReachDesk desk)
{
    [Function(nameof(ShowReach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reach")] HttpRequest http, CancellationToken cancel) => desk.Page(http, cancel);
}
