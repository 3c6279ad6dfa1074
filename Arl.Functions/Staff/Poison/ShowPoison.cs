using Arl.Functions.Web;
using Arl.Pages.Staff;
using Arl.Pages.Staff.Poison;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Poison;

/// <summary><c>GET /staff/poison</c>: what failed for good, why, and what can be done about it.</summary>
public sealed class ShowPoison(StaffDoor door, PoisonDesk desk)
{
    [Function(nameof(ShowPoison))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/poison")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => PageResults.Page<PoisonPage>(new { Model = await desk.Show(http.Query["done"].ToString(), cancel) }));
}
