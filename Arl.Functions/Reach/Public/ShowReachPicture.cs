using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary><c>GET /reach/og.png</c>: the headline figures and the states as a picture, as Open Graph has it.</summary>
public sealed class ShowReachPicture(PublicReachDesk desk)
{
    [Function(nameof(ShowReachPicture))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reach/og.png")] HttpRequest http, CancellationToken cancel) => desk.Picture(http, cancel);
}
