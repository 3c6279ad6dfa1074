using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/requests/{reference}</c>: one request with what can be done, its match, emails and history.</summary>
public sealed class ShowStaffRequest(StaffDoor door, RequestsTable requests, StaffRequestDesk desk)
{
    [Function(nameof(ShowStaffRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/requests/{reference}")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowStaffRequest), reference), async _ =>
        {
            if (!Reference.TryParse(reference, out var known) || await requests.Get(known, cancel) is not { } stored)
                return PageResults.NotFound();
            return await desk.Show(stored, tried: null, cancel, http.Query["done"]);
        });
}
