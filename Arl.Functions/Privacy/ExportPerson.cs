using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary><c>POST /staff/people/export</c>: the same as a file.</summary>
public sealed class ExportPerson(StaffDoor door, PeopleDesk desk)
{
    [Function(nameof(ExportPerson))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/people/export")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ExportPerson)), member => PostedForm.Read(http, form => desk.Export(form, member, cancel), cancel));
}
