using Arl.Functions.Imports;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>DELETE /api/staff/coaches/{importId}</c>: says that a file of coaches cannot be undone, and what to do instead.</summary>
public sealed class UndoCoaches(StaffDoor door, ImportDesk desk)
{
    [Function(nameof(UndoCoaches))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/staff/coaches/{importId}")] HttpRequest http, string importId, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, member => desk.Undo(CoachImport.Name, importId, member.Name, cancel));
}
