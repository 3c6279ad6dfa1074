using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary><c>GET /staff/reach/reports/{id}/files/{number}</c>: a file or picture that went with a reach email.</summary>
public sealed class DownloadReachReportFile(StaffDoor door, ReachReportDesk desk)
{
    [Function(nameof(DownloadReachReportFile))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach/reports/{id}/files/{number}")] HttpRequest http, string id, string number, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => desk.File(id, number, cancel));
}
