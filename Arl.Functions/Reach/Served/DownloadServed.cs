using System.Globalization;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Served;

/// <summary><c>GET /api/staff/reach/served/csv</c> and <c>…/xlsx</c>: every served school, for funders and for the staff's own tables.</summary>
public sealed class DownloadServed(StaffDoor door, ReachTable reach, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(DownloadServed))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/reach/served/{format}")] HttpRequest http, string format, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => format switch
        {
            "csv" => Results.File(ServedExport.Csv(await reach.All(cancel)), "text/csv; charset=utf-8", FileName("csv")),
            "xlsx" => Results.File(ServedExport.Xlsx(await reach.All(cancel)), ServedExport.XlsxType, FileName("xlsx")),
            _ => Problems.NotFound("The list is there as csv and as xlsx."),
        });

    private string FileName(string type) => string.Create(CultureInfo.InvariantCulture, $"served-schools-{zone.DayOf(clock.GetUtcNow()):yyyy-MM-dd}.{type}");
}
