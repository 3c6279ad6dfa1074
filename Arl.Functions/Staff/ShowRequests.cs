using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/requests</c>: requests, sifted and sorted as the address says. Words to search by are no part of it: see <see cref="SearchRequests"/>.</summary>
public sealed class ShowRequests(StaffDoor door, RequestListDesk desk)
{
    [Function(nameof(ShowRequests))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/requests")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowRequests)),
            _ => desk.Page(RequestListDesk.Read(name => name == "q" ? "" : http.Query[name].ToString()), cancel));
}
