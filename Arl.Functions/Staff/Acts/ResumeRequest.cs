using Arl.Domain.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/resume</c>: a paused request goes on now.</summary>
public sealed class ResumeRequest(StaffDoor door, StaffActs acts)
{
    [Function(nameof(ResumeRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/resume")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ResumeRequest), reference), member => acts.Do(http, reference, "resume", member,
            (act, _) => Task.FromResult<Decision>(act.Change(new RequestEvent.Paused(Until: null), null) is { } change ? new Decision.Do(change) : new Decision.Changed()), cancel));
}
