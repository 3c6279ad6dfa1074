using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary><c>GET /staff/reach</c>: every figure with its definition, as of a day and for a period, by the names and rules of <see cref="ShowStaffReach"/>.</summary>
public sealed class ShowStaffReachPage(StaffDoor door, StaffReachDesk desk)
{
    [Function(nameof(ShowStaffReachPage))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => desk.Page(http, cancel));
}
