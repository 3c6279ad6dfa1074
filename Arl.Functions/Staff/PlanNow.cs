using Arl.Functions.Coaches;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>POST /staff/waiting</c>: plans who waits now. Twice is one plan.</summary>
public sealed class PlanNow(StaffDoor door, CoachesTable coaches)
{
    [Function(nameof(PlanNow))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/waiting")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            await coaches.OwePlan(cancel);
            return PageResults.SeeOther("/staff/waiting?done=plan");
        });
}
