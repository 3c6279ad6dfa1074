using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /requests/{reference}/{token}</c>: the school's own page. A wrong link and an unknown reference look alike.</summary>
public sealed class ShowStatus(StatusLinks links, RequestsTable requests, SchoolDirectorySource schools)
{
    [Function(nameof(ShowStatus))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}/{token}")] HttpRequest http, string reference, string token, CancellationToken cancel)
    {
        if (links.Open(reference, token) is not { } opened || await requests.Get(opened, cancel) is not { } stored)
            return PageResults.NotFound();
        var history = (await requests.History(opened, cancel)).Select(entry => (entry.Event, entry.At)).ToList();
        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return PageResults.Page<StatusPage>(new
        {
            Status = RequestStatus.Of(stored.Request, history, TimeZones.Of(stored.Request.Place.State), links.PathOf(opened) + "/withdraw",
                justSent: http.Query.ContainsKey("sent"), (await schools.CurrentOrEmpty(cancel)).Origin.IsSample),
        });
    }
}
