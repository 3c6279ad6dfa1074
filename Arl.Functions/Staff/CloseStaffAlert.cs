using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>POST /staff/alerts</c>: a person has seen to an alert.</summary>
public sealed class CloseStaffAlert(StaffDoor door, StaffAlerts alerts)
{
    [Function(nameof(CloseStaffAlert))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/alerts")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async member =>
        {
            if (await PostedForm.Read(http, cancel) is not { } form)
                return Problems.WrongType("application/x-www-form-urlencoded, at most 32 KB");
            if (!StaffAlert.IsKey(form["id"]))
                return Problems.Invalid([new("id", "That is no alert.")]);
            await alerts.Close(form["id"], member.Name, cancel);
            return PageResults.SeeOther("/staff");
        });
}
