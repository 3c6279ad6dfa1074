using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary><c>GET /reach/embed</c>: the same in short, for a frame on any page.</summary>
public sealed class ShowReachEmbed(PublicReachDesk desk)
{
    [Function(nameof(ShowReachEmbed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reach/embed")] HttpRequest http, CancellationToken cancel) => desk.Embed(http, cancel);
}
