using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary><c>GET /api/staff/unmet-needs</c>: the same as JSON. Counts alone: no school and no person is named.</summary>
public sealed class GetUnmetNeeds(StaffDoor door, UnmetNeedsNow unmet, TimeProvider clock)
{
    [Function(nameof(GetUnmetNeeds))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/unmet-needs")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => Results.Json(Answer(await unmet.Count(clock.GetUtcNow(), cancel))));

    private static object Answer(UnmetNeeds unmet) => new
    {
        unmet.AsOf,
        unmet.Undecided,
        unmet.Unrecorded,
        Total = Line(unmet.Total),
        Needs = unmet.ByNeed.Select(Line),
        States = unmet.ByState.Select(Line),
        Levels = unmet.ByLevel.Select(Line),
        Languages = unmet.ByLanguage.Select(Line),
        unmet.Weeks,
        Forecast = Forecast(unmet.Forecast),
        ForecastByNeed = unmet.ForecastByNeed.ToDictionary(need => need.Key, need => Forecast(need.Value)),
    };

    private static object Line(UnmetLine line) => new
    {
        line.Id,
        line.Name,
        line.Requests,
        line.Asked,
        line.Unmet,
        line.Share,
        Trend = InWords.Id(line.Trend.Direction),
        Last8Weeks = line.Trend.Last,
        Before = line.Trend.Before,
        line.Trend.Weekly,
    };

    /// <summary>Null figures: it is too early to say.</summary>
    private static object Forecast(PlacesForecast forecast) => new
    {
        Weeks = PlacesForecast.WeeksAhead,
        forecast.Places,
        forecast.Low,
        forecast.High,
        forecast.Waiting,
        NewRequests = forecast.New?.About,
        HistoryWeeks = forecast.Weeks,
        Sentence = UnmetWords.Forecast(forecast),
    };
}
