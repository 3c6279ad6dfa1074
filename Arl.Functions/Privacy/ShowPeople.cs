using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary><c>GET /staff/people</c>: asks for one email address.</summary>
public sealed class ShowPeople(StaffDoor door)
{
    [Function(nameof(ShowPeople))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/people")] HttpRequest http) =>
        door.Enter(http, Shows.Nobody, _ => Task.FromResult(PeopleDesk.Ask(http.Query["done"])));
}
