using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>The staff's pages of the calls: as they are, or after a form that could not be done, with what was typed.</summary>
public sealed class StaffCallDesk(CallsTable calls, CoachesTable coaches, SchoolDirectorySource schools, TimeProvider clock)
{
    private const int MostNext = 6;
    private const int MostHeld = 12;
    private const int DaysBack = 7 * MostHeld;

    /// <param name="typed">What was typed and could not be done; null shows the series as it is.</param>
    public async Task<IResult> Overview(string? done, CancellationToken cancel, CallTyped? typed = null, bool meanwhile = false)
    {
        var now = clock.GetUtcNow();
        var calendar = (await calls.Calendar(cancel))?.Calendar;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var held = (await calls.Held(today.AddDays(-DaysBack), today.AddDays(1), cancel)).Where(call => call.EndsAt <= now).OrderByDescending(call => call.Date).Take(MostHeld);
        return PageResults.Page<StaffCallsPage>(new
        {
            Model = new StaffCallsModel(
                calendar?.Series,
                await Counted(calendar?.Next(now).Take(MostNext) ?? [], cancel),
                await Counted(held, cancel),
                typed ?? (calendar is null ? CallTyped.Nothing : CallTyped.Of(calendar.Series)),
                await schools.IsSample(cancel))
            {
                Done = done,
                Meanwhile = meanwhile,
            },
        }, StatusOf(typed, meanwhile));
    }

    public async Task<IResult> One(StaffCall staff, string? done, CancellationToken cancel, CallTyped? typed = null, bool meanwhile = false)
    {
        var (call, series) = (staff.Call, staff.Series);
        var everybody = (await coaches.All(cancel)).Select(coach => coach.Load.Coach).ToList();
        var names = everybody.ToDictionary(coach => coach.Id, coach => coach.Name, StringComparer.Ordinal);
        var known = await calls.Attendees(call.Date, cancel);
        // Once it has begun also who was not invited: they may have come all the same.
        var others = everybody.Where(coach => coach.Active && staff.HasBegun).Select(coach => coach.Id).Except(known.Select(said => said.CoachId), StringComparer.Ordinal);
        var people = known.Concat(others.Select(CallAttendee.Unknown)).Select(said => new CallPerson(said.CoachId, names.GetValueOrDefault(said.CoachId, "a coach who has left"), said)).OrderBy(person => person.Name, StringComparer.Ordinal).ToList();
        return PageResults.Page<StaffCallPage>(new
        {
            Model = new StaffCallModel(call, series.TimeZone, series.Sequence, staff.HasBegun, call.EndsAt <= staff.Now, people, typed ?? CallTyped.Nothing, await schools.IsSample(cancel))
            {
                Done = done,
                Meanwhile = meanwhile,
            },
        }, StatusOf(typed, meanwhile));
    }

    private async Task<IReadOnlyList<CallCounts>> Counted(IEnumerable<LearningCall> some, CancellationToken cancel) => await Task.WhenAll(some.Select(async call =>
    {
        var said = await calls.Attendees(call.Date, cancel);
        int Count(CallAnswer answer) => said.Count(one => one.Answer == answer);
        return new CallCounts(call, Count(CallAnswer.Yes), Count(CallAnswer.Maybe), Count(CallAnswer.No), said.Count(one => one.InvitedAt is not null), said.Count(one => one.Came == true));
    }));

    private static int StatusOf(CallTyped? typed, bool meanwhile) => meanwhile ? StatusCodes.Status409Conflict : typed is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
}
