using System.Globalization;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary><c>GET /api/staff/unmet-needs.csv</c>: the same as a file, named after the day.</summary>
public sealed class GetUnmetNeedsFile(StaffDoor door, UnmetNeedsNow unmet, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(GetUnmetNeedsFile))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/unmet-needs.csv")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            var now = clock.GetUtcNow();
            var day = TimeZoneInfo.ConvertTime(now, zone.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Results.File(UnmetNeedsFile.Write(await unmet.Count(now, cancel)), "text/csv; charset=utf-8", $"unmet-needs-{day}.csv");
        });
}
