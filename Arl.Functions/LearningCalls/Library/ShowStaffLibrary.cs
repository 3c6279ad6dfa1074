using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>GET /staff/library</c>: what coaches shared, the proposed ones first.</summary>
public sealed class ShowStaffLibrary(StaffDoor door, StaffLibraryDesk desk)
{
    [Function(nameof(ShowStaffLibrary))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/library")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowStaffLibrary)), _ => desk.List(cancel));
}
