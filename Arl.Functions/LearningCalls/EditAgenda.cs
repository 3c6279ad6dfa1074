using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /staff/calls/{date}/agenda</c>: changes the agenda of a call.</summary>
public sealed class EditAgenda(StaffDoor door, StaffCallDoor callDoor, StaffAgendaDesk agenda)
{
    [Function(nameof(EditAgenda))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/calls/{date}/agenda")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(EditAgenda)), _ => callDoor.Enter(date, staff => PostedForm.Read(http, form => agenda.Save(staff, form, cancel), cancel), cancel));
}
