using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Matching;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary><c>GET /staff/unmet-needs</c>: what was asked for and not covered, and the places that the next weeks will need.</summary>
public sealed class ShowUnmetNeeds(StaffDoor door, UnmetNeedsNow unmet, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowUnmetNeeds))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/unmet-needs")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => PageResults.Page<UnmetNeedsPage>(new
        {
            Model = await unmet.Count(clock.GetUtcNow(), cancel),
            zone.Zone,
            SampleDirectory = await schools.IsSample(cancel),
        }));
}
