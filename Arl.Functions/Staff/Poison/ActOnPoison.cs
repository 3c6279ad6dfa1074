using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Poison;

/// <summary><c>POST /staff/poison</c>: tries a poisoned message again, drops it, or lets stopped work go on.</summary>
public sealed class ActOnPoison(StaffDoor door, PoisonDesk desk)
{
    [Function(nameof(ActOnPoison))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/poison")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async member =>
        {
            if (await PostedForm.Read(http, cancel) is not { } form)
                return Problems.WrongType("application/x-www-form-urlencoded, at most 32 KB");
            var done = form["do"] switch
            {
                "retry" => await desk.Retry(form["queue"], form["key"], member.Name, cancel) ? "retried" : "gone",
                "drop" => await desk.Drop(form["queue"], form["key"], member.Name, cancel) ? "dropped" : "gone",
                "resume" => await desk.Resume(new(form["table"], form["partition"], form["row"]), member.Name, cancel) ? "resumed" : "gone",
                _ => "",
            };
            return done.Length == 0 ? Problems.Invalid([new("do", "Say retry, drop or resume.")]) : PageResults.SeeOther($"{PoisonWatch.Page}?done={done}");
        });
}
