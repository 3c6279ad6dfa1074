using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary><c>GET /staff/reach/reports/{id}</c>: a reach email exactly as it was sent.</summary>
public sealed class ShowReachReport(StaffDoor door, ReachReportDesk desk)
{
    [Function(nameof(ShowReachReport))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach/reports/{id}")] HttpRequest http, string id, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ =>
        {
            ContentPolicy.Is(http, ContentPolicy.ShowsAnEmail);
            return desk.Show(id, cancel);
        });
}
