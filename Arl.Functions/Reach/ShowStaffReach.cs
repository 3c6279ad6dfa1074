using Arl.Domain.Reach;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary><c>GET /api/staff/reach</c>: all figures, counted now, small groups too. Counts alone: no school and no person is named.</summary>
public sealed class ShowStaffReach(StaffDoor door, ReachCount count)
{
    [Function(nameof(ShowStaffReach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/reach")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, async _ => Results.Json(Answer(await count.Now(cancel))));

    private static object Answer(ReachFigures figures) => new
    {
        figures.AsOf,
        figures.Schools,
        figures.Districts,
        figures.Students,
        figures.Cities,
        figures.States,
        figures.Organizations,
        Locales = new { figures.Locales.Urban, figures.Locales.Suburban, figures.Locales.Rural, figures.Locales.Unknown },
        figures.CharterSchools,
        Requests = new
        {
            figures.Requests.Received,
            figures.Requests.Waiting,
            figures.Requests.Matched,
            figures.Requests.Introduced,
            figures.Requests.Coaching,
            figures.Requests.Completed,
            figures.Requests.Withdrawn,
        },
        Promise = new { figures.Promise.Kept, figures.Promise.Broken, figures.Promise.Share },
    };
}
