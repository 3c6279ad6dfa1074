using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary><c>GET /api/reach</c>: the public figures as JSON, for a page of any origin. No school and no person is named, and no number of a small group is told.</summary>
public sealed class ShowReachFigures(PublicReachDesk desk)
{
    [Function(nameof(ShowReachFigures))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reach")] HttpRequest http, CancellationToken cancel) => desk.Json(http, cancel);
}
