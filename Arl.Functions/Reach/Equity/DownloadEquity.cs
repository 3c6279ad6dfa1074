using System.Globalization;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Equity;

/// <summary><c>GET /api/staff/equity.csv</c>: as <see cref="ShowEquity"/>, one row for each group, to open in a spreadsheet.</summary>
public sealed class DownloadEquity(StaffDoor door, EquityDesk desk)
{
    [Function(nameof(DownloadEquity))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/equity.csv")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => desk.Answer(http, audit => Results.File(
            EquityCsv.Write(EquityAnswer.Of(audit)), "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"equity-{audit.Period.From:yyyy-MM-dd}-to-{audit.Period.To:yyyy-MM-dd}.csv")), cancel));
}
