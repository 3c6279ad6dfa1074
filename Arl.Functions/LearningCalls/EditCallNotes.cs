using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /staff/calls/{date}/notes</c>: saves the notes of a call.</summary>
public sealed class EditCallNotes(StaffDoor door, StaffCallDoor callDoor, StaffNotesDesk notes)
{
    [Function(nameof(EditCallNotes))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/calls/{date}/notes")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(EditCallNotes)), _ => callDoor.Enter(date, staff => PostedForm.Read(http, form => notes.Save(staff, form, cancel), cancel), cancel));
}
