using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Imports;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Coaches;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Coaches;

/// <summary>The staff's pages of one coach: as they are, or after a form that could not be done, with what was typed.</summary>
public sealed class StaffCoachDesk(CoachesTable coaches, CoachSchools schools, CoachEdits edits, RequestsTable requests, SchoolDirectorySource directory, NetworkClock zone, TimeProvider clock)
{
    private const int MostEnded = 200;
    private const int MostChanges = 50;
    private static readonly StaffCoachTyped s_nothing = new(new Dictionary<string, string>(), []);

    /// <summary>The coach with this id, if there is one; no text that is no id is asked for.</summary>
    public async Task<StoredCoach?> Find(string id, CancellationToken cancel) => CoachId.IsOne(id) ? await coaches.Get(id, cancel) : null;

    public async Task<IResult> Show(StoredCoach stored, string? done, StaffCoachTyped? tried, CancellationToken cancel)
    {
        var coach = stored.Load.Coach;
        var ended = (await requests.OfCoach(coach.Id, cancel)).Where(request => request.State is RequestState.Completed or RequestState.Withdrawn).OrderByDescending(request => request.EndedAt ?? request.ReceivedAt);
        return PageResults.Page<StaffCoachPage>(new
        {
            Model = new StaffCoach(
                stored.Load,
                [.. (await schools.Of(coach.Id, cancel)).Select(request => new StaffCoach.School(request.Reference.ToString(), $"{request.Place.Name}, {request.Place.State.Code}", request.State, request.ReceivedAt))],
                [.. ended.Take(MostEnded).Select(request => new StaffCoach.School(request.Reference.ToString(), request.Place, request.State, request.EndedAt ?? request.ReceivedAt))],
                [.. (await edits.Of(coach.Id, MostChanges, cancel)).Select(change => new StaffCoach.Change(change.At, change.By, change.What, change.Why))],
                zone.Zone,
                await directory.IsSample(cancel))
            {
                Done = done,
                Typed = tried ?? s_nothing,
            },
        }, tried is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <param name="meanwhile">What was changed since, where that is why nothing was saved.</param>
    public async Task<IResult> Form(string id, string version, StaffCoachTyped typed, CancellationToken cancel, IReadOnlyList<string>? meanwhile = null) => PageResults.Page<StaffCoachFormPage>(
        new
        {
            Id = id,
            Version = version,
            Typed = typed,
            Meanwhile = meanwhile ?? [],
            Levels = LevelWords.All.Keys.ToList(),
            SampleDirectory = await directory.IsSample(cancel),
        },
        meanwhile is not null ? StatusCodes.Status409Conflict : typed.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    /// <summary>By the coach's own calendar.</summary>
    public DateOnly TodayOf(StoredCoach stored) => LocalTime.DayOf(clock.GetUtcNow(), stored.Load.Coach.Zone());
}
