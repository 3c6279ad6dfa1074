using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary><c>POST /staff/people</c>: everything the network keeps of one address. Posted, since addresses of pages are kept by browsers and logs.</summary>
public sealed class FindPerson(StaffDoor door, PeopleDesk desk)
{
    [Function(nameof(FindPerson))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/people")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(FindPerson)), member => PostedForm.Read(http, form => desk.Find(form, member, cancel), cancel));
}
