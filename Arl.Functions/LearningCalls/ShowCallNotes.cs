using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /staff/calls/{date}/notes</c>: the notes of a call.</summary>
public sealed class ShowCallNotes(StaffDoor door, StaffCallDoor callDoor, StaffNotesDesk notes)
{
    [Function(nameof(ShowCallNotes))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/calls/{date}/notes")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCallNotes)), _ => callDoor.Enter(date, staff => notes.Page(staff, saved: http.Query["done"] == "saved", cancel), cancel));
}
