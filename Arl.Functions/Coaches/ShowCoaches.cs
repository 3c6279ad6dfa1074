using System.Globalization;
using Arl.Functions.Schools;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.Coaches;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Coaches;

/// <summary><c>GET /staff/coaches</c>: who coaches and who has room.</summary>
public sealed class ShowCoaches(StaffDoor door, CoachesTable coaches, SchoolDirectorySource schools)
{
    [Function(nameof(ShowCoaches))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "staff/coaches")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(ShowCoaches)), async _ => PageResults.Page<CoachesPage>(new
        {
            Model = CoachList.Of([.. (await coaches.All(cancel)).Select(coach => coach.Load)], Asked(http.Query), int.TryParse(http.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1),
            SampleDirectory = await schools.IsSample(cancel),
        }));

    private static CoachList.Filter Asked(IQueryCollection query) => new(query["organization"].ToString(), query["state"].ToString(), query["room"] == "yes");
}
