using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Check;

/// <summary><c>POST /staff/reach/check</c>: checks the reach now, or repairs it.</summary>
public sealed class ActOnReachCheck(StaffDoor door, ReachChecker checker)
{
    [Function(nameof(ActOnReachCheck))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/reach/check")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => PostedForm.Read(http, async form =>
        {
            switch (form["do"])
            {
                case "check":
                    await checker.Check(cancel);
                    return PageResults.SeeOther($"{ReachChecker.Page}?done=checked");
                case "repair":
                    await checker.Repair(member.Name, cancel);
                    return PageResults.SeeOther($"{ReachChecker.Page}?done=repaired");
                default:
                    return Problems.Invalid([new("do", "Say check or repair.")]);
            }
        }, cancel));
}
