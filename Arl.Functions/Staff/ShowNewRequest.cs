using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff;

/// <summary><c>GET /staff/requests/new</c>: the form for a request on behalf of a caller.</summary>
public sealed class ShowNewRequest(StaffDoor door, SchoolDirectorySource schools)
{
    [Function(nameof(ShowNewRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/requests/new")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => PageResults.Page<NewRequestPage>(new
        {
            Model = new AskForHelp { Key = FormKey.New(), SampleDirectory = await schools.IsSample(cancel) },
        }));
}
