using Arl.Domain.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/confirm</c>: staff know that the request is real, so it is matched without its contact's click.</summary>
public sealed class ConfirmForContact(StaffDoor door, StaffActs acts)
{
    [Function(nameof(ConfirmForContact))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/confirm")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ConfirmForContact), reference), member => acts.Do(http, reference, "confirm", member,
            (act, _) => Task.FromResult<Decision>(act.Change(new RequestEvent.ContactConfirmed(), null) is { } change ? new Decision.Do(change) : new Decision.Changed()), cancel));
}
