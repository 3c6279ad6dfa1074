using Arl.Domain.Introductions;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Schools;

namespace Arl.Functions.Requests;

/// <summary>The requests as the reach sees them: the schools that introduced ones serve, and how many are where.</summary>
public sealed class RequestsForReach(RequestsTable requests, RequestHistories histories, SchoolDirectorySource schools) : IServedRequests, IRequestCounts
{
    public async Task<ServedRequest?> Get(string reference, CancellationToken cancel)
    {
        if (await requests.Get(Reference.Parse(reference), cancel) is not { Request: { Introductions.Count: > 0 } request })
            return null;
        var directory = await schools.CurrentOrEmpty(cancel);
        return Served(request, directory);
    }

    /// <summary>What every request says that was introduced, whether or not it is counted; and where requests differ from their histories.</summary>
    public async Task<(IReadOnlyList<ServedRequest> Introduced, IReadOnlyList<ReachDifference> Differences)> Checked(CancellationToken cancel)
    {
        var all = await requests.All(cancel);
        var told = await histories.All(cancel);
        var directory = await schools.CurrentOrEmpty(cancel);
        var differences = all.SelectMany(request => HistoryCheck.Differences(request, told.GetValueOrDefault(request.Reference.ToString(), RequestHistory.None)));
        return ([.. all.Where(request => request.Introductions.Count > 0).Select(request => Served(request, directory))], [.. differences]);
    }

    public Task Counted(ServedRequest request, CancellationToken cancel)
    {
        var reference = Reference.Parse(request.Reference);
        return requests.Finish(reference, RequestKeys.ReachWork(reference), cancel);
    }

    public async Task<RequestCounts> Count(CancellationToken cancel) => RequestCounts.Of(await requests.CountByState(cancel));

    public Task<IReadOnlyList<RequestRecord>> Records(CancellationToken cancel) => requests.Records(cancel);

    public async Task<PromiseFigures> Promise(DateTimeOffset asOf, CancellationToken cancel)
    {
        var since = asOf.AddYears(-1);
        return PromiseFigures.Of((await requests.Promised(since, cancel)).Select(request => request.Promised).Where(promised => promised.ReceivedAt >= since), asOf);
    }

    public async Task<WaitingNow> LongestWaiting(int most, CancellationToken cancel)
    {
        var all = await requests.Waiting(cancel);
        return new(all.Count,
        [
            .. all.OrderBy(waiting => waiting.Ask.ReceivedAt).ThenBy(waiting => waiting.Ask.Reference.Code, StringComparer.Ordinal).Take(most)
                .Select(waiting => new WaitingRequest(waiting.Ask.Reference.ToString(), waiting.Place, waiting.Ask.ReceivedAt, waiting.Because)),
        ]);
    }

    private static ServedRequest Served(CoachingRequest request, SchoolDirectory directory) =>
        new(request.Reference.ToString(), [.. request.Introductions.SelectMany(introduced => Served(request, introduced, directory))]);

    /// <summary>The date of an introduction is that of the place's own time zone: the day the school would say.</summary>
    private static IEnumerable<ServedSchool> Served(CoachingRequest request, Introduced introduced, SchoolDirectory directory)
    {
        var on = request.DayAt(introduced.At);
        return request.Place.Kind == PlaceKind.TypedSchool
            ? [Typed(request.Place, on, introduced)]
            : request.Place.SchoolIds.Select(id => directory.Find(id) is { } school
                ? ServedSchool.Of(school, on, introduced.Organization, introduced.At)
                : GoneFromDirectory(id, request.Place, on, introduced));
    }

    private static ServedSchool Typed(RequestedPlace place, DateOnly on, Introduced introduced) => new()
    {
        Key = place.Key,
        Name = place.Name,
        City = place.City ?? "",
        State = place.State,
        Locale = place.Locale,
        Charter = place.Charter,
        Level = place.Levels is [var only] ? only : null,
        Source = FactSource.Typed,
        Students = place.Students,
        StudentsSource = FactSource.Typed,
        StatedAt = introduced.At,
        StudentsStatedAt = introduced.At,
        IntroducedOn = on,
        Organizations = [introduced.Organization],
    };

    /// <summary>A newer directory dropped the school since it asked: it is served all the same, with what the request itself knows.</summary>
    private static ServedSchool GoneFromDirectory(NcesSchoolId id, RequestedPlace place, DateOnly on, Introduced introduced) =>
        Typed(place, on, introduced) with
        {
            Key = id.ToString(),
            District = id.District,
            Name = place.Kind == PlaceKind.School ? place.Name : null,
            Students = place.Kind == PlaceKind.School ? place.Students : null,
        };
}
