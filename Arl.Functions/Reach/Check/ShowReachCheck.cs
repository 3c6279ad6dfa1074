using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Reach.Check;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Check;

/// <summary><c>GET /staff/reach/check</c>: whether the reach agrees with the records, and a button that makes it so.</summary>
public sealed class ShowReachCheck(StaffDoor door, ReachCheckLog results, SchoolDirectorySource schools, NetworkClock zone)
{
    [Function(nameof(ShowReachCheck))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach/check")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            var last = await results.Last(cancel);
            return PageResults.Page<ReachCheckPage>(new
            {
                CheckedAt = last?.At,
                Differences = last?.Differences ?? 0,
                Lines = last?.Lines ?? [],
                Repaired = last?.Repaired is { } repaired ? new ReachCheckPage.Repair(repaired.By, repaired.At, repaired.Differences) : null,
                Done = http.Query["done"].ToString(),
                zone.Zone,
                SampleDirectory = await schools.IsSample(cancel),
            });
        });
}
