using Arl.Functions.Imports;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Served;

/// <summary><c>DELETE /api/staff/served/{importId}</c>: takes back what a file of schools served said. Asked again it changes nothing.</summary>
public sealed class UndoServed(StaffDoor door, ImportDesk desk)
{
    [Function(nameof(UndoServed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/staff/served/{importId}")] HttpRequest http, string importId, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => desk.Undo(ServedImport.Name, importId, member.Name, cancel));
}
