using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary><c>POST /staff/reach/reports</c>: the reach email now, to the member of the staff who asks and to nobody else.</summary>
public sealed class SendReachReportToMe(StaffDoor door, ReachReportDesk desk)
{
    [Function(nameof(SendReachReportToMe))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/reach/reports")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => PostedForm.Read(http, form => desk.SendToMe(member, form, cancel), cancel));
}
