using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>GET /staff/coaches.csv</c>: every coach, in the file's own columns, so that it can be loaded again.</summary>
public sealed class DownloadCoaches(StaffDoor door, CoachesTable coaches)
{
    [Function(nameof(DownloadCoaches))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/coaches.csv")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(DownloadCoaches)), async _ =>
        {
            var all = (await coaches.All(cancel)).Select(coach => coach.Load.Coach).OrderBy(coach => coach.Id, StringComparer.Ordinal);
            return Results.File(CoachCsv.Write(all), "text/csv; charset=utf-8", "coaches.csv");
        });
}
