using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>GET /coach/{reference}/{match}/{signature}/decline</c>: the coach's no, from their page.</summary>
public sealed class ShowDecline(CoachDesk desk)
{
    [Function(nameof(ShowDecline))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "coach/{reference}/{match}/{signature}/decline")] HttpRequest http, string reference, string match, string signature, CancellationToken cancel) =>
        desk.Enter(http, reference, match, signature, opened => Task.FromResult(Page(opened)), cancel);

    private static IResult Page(OpenedMatch opened) => opened.EndedBy is null
        ? PageResults.Page<DeclinePage>(new { PlaceName = opened.Request.Place.Name, Path = opened.Path + "/decline" })
        : PageResults.SeeOther(opened.Path);
}
