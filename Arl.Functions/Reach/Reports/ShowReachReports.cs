using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary><c>GET /staff/reach/reports</c>: every reach email, the newest first.</summary>
public sealed class ShowReachReports(StaffDoor door, ReachReportDesk desk)
{
    [Function(nameof(ShowReachReports))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach/reports")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => desk.List(member, http.Query["done"] == "sent", cancel));
}
