using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary><c>POST /api/staff/reach-report</c>: the reach email now, outside the schedule. An <c>Idempotency-Key</c> makes a repeated call send nothing more.</summary>
public sealed class SendReachReportNow(StaffDoor door, ReachReporter reporter)
{
    private const int LongestKey = 200;

    [Function(nameof(SendReachReportNow))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/staff/reach-report")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ =>
        {
            var key = http.Headers["Idempotency-Key"].ToString();
            if (key.Length > LongestKey)
                return Problems.Invalid([new("Idempotency-Key", $"The key may have at most {LongestKey} characters.")]);
            return Results.Accepted(uri: null, new { reportId = await reporter.WriteNow(key.Length == 0 ? null : key, cancel) });
        });
}
