using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>GET /staff/calls/{date}/agenda</c>: the agenda of a call.</summary>
public sealed class ShowAgenda(StaffDoor door, StaffCallDoor callDoor, StaffAgendaDesk agenda)
{
    [Function(nameof(ShowAgenda))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/calls/{date}/agenda")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowAgenda)), _ => callDoor.Enter(date, staff => agenda.Page(staff, saved: http.Query["done"] == "saved", cancel), cancel));
}
