using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>The page of a match that its address opened.</summary>
/// <param name="EndedBy">The event that ended the match; null while it is in force.</param>
/// <param name="Today">By the coach's calendar.</param>
public sealed record OpenedMatch(CoachingRequest Request, int Match, string Path, string? EndedBy, DateOnly? PausedUntil, DateOnly Today)
{
    public Reference Reference => Request.Reference;
}

/// <summary>The coach's page of a match, which opens while the match is in force and <see cref="StaysOpen"/> longer.</summary>
public sealed class CoachDesk(CoachPageLinks links, RequestsTable requests, CoachesTable coaches, SchoolDirectorySource schools, CoachSchools others, ResourceShelf shelf, LibraryLinks library, IOptions<CoachOptions> options, TimeProvider clock, CoachDoor door)
{
    public static readonly TimeSpan StaysOpen = TimeSpan.FromDays(30);

    public Task<IResult> Enter(HttpRequest http, string reference, string match, string signature, Func<OpenedMatch, Task<IResult>> then, CancellationToken cancel) =>
        door.Enter(http, "coach", () => Open(reference, match, signature, cancel), then);

    public async Task<IResult> Page(OpenedMatch opened, string? said, CancellationToken cancel, CoachPageModel.SessionForm? form = null, IReadOnlyList<Problem>? problems = null, string pauseUntil = "") =>
        PageResults.Page<CoachPage>(new
        {
            Model = new CoachPageModel(
                opened.Request,
                opened.Path,
                Ended(opened),
                said,
                opened.PausedUntil,
                form ?? new(FormKey.New(), opened.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "", ""),
                opened.Today,
                problems ?? [],
                await schools.IsSample(cancel))
            {
                Others = opened.EndedBy is null ? await Others(opened, cancel) : [],
                Library = opened.EndedBy is null ? await shelf.ForCoach(opened.Request, cancel) : [],
                LibraryPath = opened.EndedBy is null ? library.PathOf(opened.Request.Match!.CoachId) : null,
                Resources = options.Value.Listed,
                PauseTyped = pauseUntil,
            },
        }, problems is { Count: > 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    /// <summary>The coach's other schools: the page of a match that is over tells nothing of them.</summary>
    private async Task<IReadOnlyList<CoachSchool>> Others(OpenedMatch opened, CancellationToken cancel) =>
    [
        .. (await others.Of(opened.Request.Match!.CoachId, cancel)).Where(request => request.Reference != opened.Reference)
            .Select(request => new CoachSchool(request.Reference.ToString(), $"{request.Place.Name}, {request.Place.State.Code}", [.. request.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], CoachPageModel.StandingOf(request))),
    ];

    private async Task<OpenedMatch?> Open(string reference, string match, string signature, CancellationToken cancel)
    {
        if (links.Open(reference, match, signature) is not (var known, var number) || await requests.Get(known, cancel) is not { Request: var request } || number > request.Matches)
            return null;
        (string Event, DateTimeOffset At)? end = request.IsOpen && request.Match?.Number == number
            ? null
            : MatchEnd.Of((await requests.History(known, cancel)).Select(entry => (entry.Event, entry.At)), number);
        var now = clock.GetUtcNow();
        if (end?.At + StaysOpen < now)
            return null;
        // Of an earlier coach the page shows nothing, so no other row is read for it.
        var coach = request.Match?.Number == number ? (await coaches.Get(request.Match.CoachId, cancel))?.Load : null;
        return new(request, number, links.PathOf(known, number), end?.Event, coach?.PausedUntil, LocalTime.DayOf(now, coach?.Coach.Zone() ?? TimeZoneInfo.Utc));
    }

    private static string? Ended(OpenedMatch opened) => opened.EndedBy switch
    {
        null or nameof(RequestEvent.CoachingCompleted) when opened.Request.Match?.Number == opened.Match => null,
        nameof(RequestEvent.HandedBack) => "This request has gone to another coach. Thank you for letting us know.",
        nameof(RequestEvent.WithdrawnBySchool) => "The school has withdrawn its request. You need to do nothing.",
        nameof(RequestEvent.MergedInto) => "The school had asked twice, and its other request goes on. You need to do nothing.",
        _ => "This request has gone to another coach. You need to do nothing.",
    };
}
