using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>GET /staff/library/{id}</c>: one resource.</summary>
public sealed class ShowStaffResource(StaffDoor door, ResourcesTable resources, StaffLibraryDesk desk)
{
    [Function(nameof(ShowStaffResource))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/library/{id}")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowStaffResource)), async _ =>
            await resources.Get(id, cancel) is { } stored ? await desk.One(stored, Done(http.Query["done"].ToString()), tried: null, cancel) : PageResults.NotFound());

    private static string? Done(string done) => done switch
    {
        "saved" => "It is saved.",
        "listed" => "It is saved and listed.",
        "deleted" => "It is deleted for good.",
        "withdrawn" => "Done. You can put it back at any time.",
        _ => null,
    };
}
