using Arl.Functions.Reach;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /</c>. The route is the root page's only safe spelling on the real host: with an empty prefix, "/" would become "//".</summary>
public sealed class ShowForm(FormDesk desk)
{
    [Function(nameof(ShowForm))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest http, CancellationToken cancel)
    {
        http.HttpContext.Response.Headers.CacheControl = "private, no-cache"; // An empty form names nobody; kept, it still holds what was typed when its reader comes back to it.
        return PageResults.Page<AskForHelpPage>(new { Model = await desk.Fresh(cancel) });
    }
}
