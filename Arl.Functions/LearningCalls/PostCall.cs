using System.Globalization;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /staff/calls/{date}</c>: skips, moves or puts back one week's call, or says who came.</summary>
public sealed class PostCall(StaffDoor door, StaffCallDoor callDoor, StaffCallDesk desk, SeriesChanges changes, CallsTable calls, CoachNames coaches)
{
    [Function(nameof(PostCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/calls/{date}")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(PostCall)), _ => callDoor.Enter(date, staff => PostedForm.Read(http, form => Do(staff, form, cancel), cancel), cancel));

    private async Task<IResult> Do(StaffCall staff, PostedForm form, CancellationToken cancel)
    {
        var (date, seen) = (staff.Call.Date, PostCalls.SeenIn(form));
        switch (form["do"])
        {
            case "skip":
                return await Answer(staff, "skip", await changes.Skip(date, seen, cancel), cancel);
            case "put-back":
                return await Answer(staff, "put-back", await changes.PutBack(date, seen, cancel), cancel);
            case "move":
                return MovedTo(form, date) is { } to ? await Answer(staff, "move", await changes.Move(date, to, seen, cancel), cancel) : await desk.One(staff, done: null, cancel, Wrong(form));
            case "came" when staff.HasBegun:
                await Came(date, form, cancel);
                return PageResults.SeeOther(staff.Head.Path + "?done=came");
            default:
                return PageResults.SeeOther(staff.Head.Path);
        }
    }

    private async Task<IResult> Answer(StaffCall staff, string did, CallChanged changed, CancellationToken cancel) => changed switch
    {
        CallChanged.Done => PageResults.SeeOther($"{staff.Head.Path}?done={did}"),
        CallChanged.TooLate => await Again(staff, new(new Dictionary<string, string>(), [new("main", "That is too late: the call has begun, or the time is over.")]), meanwhile: false, cancel),
        _ => await Again(staff, CallTyped.Nothing, meanwhile: true, cancel),
    };

    /// <summary>The page as it is by now.</summary>
    private Task<IResult> Again(StaffCall staff, CallTyped typed, bool meanwhile, CancellationToken cancel) =>
        callDoor.Enter(CallRow.Text(staff.Call.Date), now => desk.One(now, done: null, cancel, typed, meanwhile), cancel);

    private static DateTime? MovedTo(PostedForm form, DateOnly date) =>
        StaffCallDoor.DateOf(form["day"]) is { } day && TimeOnly.TryParseExact(form["time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && CallCalendar.IsInItsWeek(date, day.ToDateTime(time)) ? day.ToDateTime(time) : null;

    private static CallTyped Wrong(PostedForm form) => new(
        new Dictionary<string, string> { ["day"] = form["day"], ["time"] = form["time"] },
        [new("day", "Choose a day of the same week, Monday to Sunday, and a time.")]);

    /// <summary>Only what was changed on the page is written: what coaches said meanwhile stays.</summary>
    private async Task Came(DateOnly date, PostedForm form, CancellationToken cancel)
    {
        var known = (await calls.Attendees(date, cancel)).Select(one => one.CoachId).Concat((await coaches.Active(cancel)).Select(coach => coach.Id)).ToHashSet(StringComparer.Ordinal);
        var (ticked, shown) = (form.All("came").ToHashSet(StringComparer.Ordinal), form["shown"].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var coach in ticked.Except(shown, StringComparer.Ordinal).Where(known.Contains))
            await calls.Came(date, coach, came: true, cancel);
        foreach (var coach in shown.Except(ticked, StringComparer.Ordinal).Where(known.Contains))
            await calls.Came(date, coach, came: false, cancel);
    }
}
