using System.Globalization;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Public;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary><c>GET /staff/reach/annual/{year}</c>: the year's reach on one printed page, for funders. A year that is not over is counted up to now.</summary>
public sealed class ShowAnnualReport(StaffDoor door, AnnualReports reports)
{
    [Function(nameof(ShowAnnualReport))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/reach/annual/{year}")] HttpRequest http, string year, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await reports.Of(number, cancel) is { } report
            ? PageResults.Page<AnnualReportPage>(report)
            : PageResults.NotFound());
}
