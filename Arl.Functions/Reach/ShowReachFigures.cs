using Arl.Domain.Reach;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary><c>GET /api/reach</c>: the figures as JSON. Counts alone: no school and no person is named.</summary>
public sealed class ShowReachFigures(ReachCount count)
{
    [Function(nameof(ShowReachFigures))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reach")] HttpRequest http, CancellationToken cancel) =>
        Results.Json(Answer(await count.Now(cancel)));

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
