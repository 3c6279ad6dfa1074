using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>GET /staff/library/{id}/open</c>: a resource in whatever state, for staff to look at. It counts no use.</summary>
public sealed class OpenStaffResource(StaffDoor door, ResourcesTable resources, ResourceDelivery delivery)
{
    [Function(nameof(OpenStaffResource))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/library/{id}/open")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => await resources.Get(id, cancel) is { Resource: { DeletedAt: null } resource } ? await delivery.Of(resource, http, cancel) : PageResults.NotFound());
}
