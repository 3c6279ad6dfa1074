using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <param name="Before">The week is the seven days before this moment.</param>
/// <param name="Requests">Requests received in it, decided or not.</param>
public sealed record UnmetWeek(DateTimeOffset Before, int Requests, int Unmet);

/// <summary>
/// What was asked for and could not be covered, over all requests on record (<see cref="UnmetOutcome"/> says what counts), and the places that the next weeks will need.
/// Weeks are of seven days, counted back from <see cref="AsOf"/>, so that each is whole.
/// </summary>
public sealed record UnmetNeeds
{
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Requests received or handed back a moment ago, not counted yet.</summary>
    public required int Undecided { get; init; }

    /// <summary>Requests whose match does not say what it covers; not counted.</summary>
    public required int Unrecorded { get; init; }

    public required UnmetLine Total { get; init; }

    /// <summary>Needs that were asked for, the most unmet first. Their sums are those of <see cref="Total"/>.</summary>
    public required IReadOnlyList<UnmetLine> ByNeed { get; init; }

    /// <summary>As <see cref="ByNeed"/>; the sums are those of <see cref="Total"/>.</summary>
    public required IReadOnlyList<UnmetLine> ByState { get; init; }

    /// <summary>A district of several levels stands in the line of each.</summary>
    public required IReadOnlyList<UnmetLine> ByLevel { get; init; }

    /// <summary>By the languages asked for; a request that asked for two stands in the line of each.</summary>
    public required IReadOnlyList<UnmetLine> ByLanguage { get; init; }

    /// <summary>16 weeks, the oldest first.</summary>
    public required IReadOnlyList<UnmetWeek> Weeks { get; init; }

    public required PlacesForecast Forecast { get; init; }

    /// <summary>For every need of <see cref="ByNeed"/>, by its id. A request that names several needs is in each, so these add up to more than <see cref="Forecast"/>.</summary>
    public required IReadOnlyDictionary<string, PlacesForecast> ForecastByNeed { get; init; }

    /// <summary>The needs with the most unmet requests, at most <paramref name="most"/>, none that is all covered.</summary>
    public IEnumerable<UnmetLine> Top(int most) => ByNeed.Where(line => line.Unmet > 0).Take(most);

    /// <param name="requests">Every request on record, in any order. One that goes on under another's reference is counted there.</param>
    public static UnmetNeeds Of(IReadOnlyCollection<CoachingRequest> requests, DateTimeOffset now)
    {
        var count = new UnmetCount([.. requests.Where(request => request.MergedInto is null)], now);
        var byNeed = count.By(request => request.Needs, need => (need, Need.Find(need)?.Name ?? need), (need, asked) => asked == need);
        return new()
        {
            AsOf = now,
            Undecided = count.Undecided,
            Unrecorded = count.Unrecorded,
            Total = count.Total,
            ByNeed = byNeed,
            ByState = count.By<UsState>(request => [request.Place.State], state => (state.Code, state.Name)),
            ByLevel = count.By(Levels, level => level is { } known ? (InWords.Id(known), UnmetWords.Level(known)) : ("unknown", "Not known")),
            ByLanguage = count.By(Languages, language => language is { } known ? (known.Tag, known.Name) : ("none", "None named")),
            Weeks = count.Weeks,
            Forecast = count.Forecast(_ => true),
            ForecastByNeed = byNeed.ToDictionary(line => line.Id, line => count.Forecast(request => request.Needs.Contains(line.Id)), StringComparer.Ordinal),
        };
    }

    private static IEnumerable<SchoolLevel?> Levels(CoachingRequest request) => request.Place.Levels.Count == 0 ? [null] : request.Place.Levels.Select(level => (SchoolLevel?)level);

    private static IEnumerable<Language?> Languages(CoachingRequest request) => request.Languages.Count == 0 ? [null] : request.Languages.Select(language => (Language?)language);
}
