using Arl.Domain.Requests;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Requests;

/// <summary>The door to a school's own pages. A wrong link and an unknown reference look alike.</summary>
public sealed class StatusDesk(StatusLinks links, RequestsTable requests)
{
    public async Task<IResult> Enter(HttpRequest http, string reference, string token, Func<CoachingRequest, string, Task<IResult>> then, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        return links.Open(reference, token) is { } opened && await requests.Get(opened, cancel) is { } stored ? await then(stored.Request, links.PathOf(opened)) : PageResults.NotFound();
    }
}
