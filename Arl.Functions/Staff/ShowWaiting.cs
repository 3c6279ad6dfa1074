using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/waiting</c>: who waits, and what the plan would do now.</summary>
public sealed class ShowWaiting(StaffDoor door, WaitingDesk desk)
{
    [Function(nameof(ShowWaiting))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/waiting")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowWaiting)), async _ => PageResults.Page<WaitingPage>(new { Model = await desk.Show(http.Query["page"].ToString(), http.Query["done"] == "plan", cancel) }));
}
