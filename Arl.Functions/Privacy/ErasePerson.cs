using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary><c>POST /staff/people/erase</c>: what would go and what stays and, confirmed with a reason, the end of it.</summary>
public sealed class ErasePerson(StaffDoor door, PeopleDesk desk)
{
    [Function(nameof(ErasePerson))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/people/erase")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ErasePerson)), member => PostedForm.Read(http, form => desk.Erase(form, member, cancel), cancel));
}
