using System.Globalization;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary><c>GET /api/staff/served.csv</c>: the schools served, as the reach email has them, of any size.</summary>
public sealed class DownloadServed(StaffDoor door, ReachTable reach, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(DownloadServed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/served.csv")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, async _ => Results.File(
            ServedCsv.Write(await reach.All(cancel), await reach.Names(cancel)), "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"served-schools-{TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone.Zone):yyyy-MM-dd}.csv")));
}
