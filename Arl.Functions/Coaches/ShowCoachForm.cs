using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>GET /staff/coaches/{id}/edit</c>: the facts of one coach, to change them.</summary>
public sealed class ShowCoachForm(StaffDoor door, StaffCoachDesk desk)
{
    [Function(nameof(ShowCoachForm))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/coaches/{id}/edit")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCoachForm), id), async _ => await desk.Find(id, cancel) is { Load.Coach: var coach }
            ? await desk.Form(id, CoachEdits.VersionOf(coach), new(CoachCsv.Cells(coach), []), cancel)
            : PageResults.NotFound());
}
