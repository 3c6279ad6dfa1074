using Arl.Functions.Hosting;
using Arl.Functions.Reach;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Introductions;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Introductions;

/// <summary><c>GET /staff/promise</c>: which requests are about to break the 24-hour promise, which broke it, and how well it is kept.</summary>
public sealed class ShowPromise(StaffDoor door, PromiseWatch promise, IRequestCounts counts, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowPromise))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/promise")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => PageResults.Page<PromisePage>(new
        {
            Board = await promise.Board(cancel),
            Figures = await counts.Promise(clock.GetUtcNow(), cancel),
            zone.Zone,
            SampleDirectory = await schools.IsSample(cancel),
        }));
}
