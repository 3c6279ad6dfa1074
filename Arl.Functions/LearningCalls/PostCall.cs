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
public sealed class PostCall(StaffDoor door, StaffCallPages pages, SeriesChanges changes, CallsTable calls, CoachesTable coaches, TimeProvider clock)
{
    [Function(nameof(PostCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/calls/{date}")] HttpRequest http, string date, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(PostCall)), _ => PostedForm.Read(http, form =>
            ShowCall.DateOf(date) is { } day ? Do(day, form, cancel) : Task.FromResult(PageResults.NotFound()), cancel));

    private async Task<IResult> Do(DateOnly date, PostedForm form, CancellationToken cancel)
    {
        var seen = PostCalls.SeenIn(form);
        switch (form["do"])
        {
            case "skip":
                return await Answer(date, "skip", await changes.Skip(date, seen, cancel), cancel);
            case "put-back":
                return await Answer(date, "put-back", await changes.PutBack(date, seen, cancel), cancel);
            case "move":
                return MovedTo(form, date) is { } to
                    ? await Answer(date, "move", await changes.Move(date, to, seen, cancel), cancel)
                    : await pages.One(date, done: null, cancel, Wrong(form)) ?? PageResults.NotFound();
            case "came":
                if (await calls.Get(date, cancel) is not { } call || clock.GetUtcNow() < call.StartsAt)
                    return PageResults.SeeOther($"/staff/calls/{date:yyyy-MM-dd}");
                await Came(date, form, cancel);
                return PageResults.SeeOther($"/staff/calls/{date:yyyy-MM-dd}?done=came");
            default:
                return PageResults.SeeOther($"/staff/calls/{date:yyyy-MM-dd}");
        }
    }

    private async Task<IResult> Answer(DateOnly date, string did, CallChanged changed, CancellationToken cancel) => changed switch
    {
        CallChanged.Done => PageResults.SeeOther($"/staff/calls/{date:yyyy-MM-dd}?done={did}"),
        CallChanged.TooLate => await pages.One(date, done: null, cancel, new(new Dictionary<string, string>(), [new("main", "That is too late: the call has begun, or the time is over.")])) ?? PageResults.NotFound(),
        _ => await pages.One(date, done: null, cancel, CallTyped.Nothing, meanwhile: true) ?? PageResults.NotFound(),
    };

    private static DateTime? MovedTo(PostedForm form, DateOnly date) =>
        ShowCall.DateOf(form["day"]) is { } day && TimeOnly.TryParseExact(form["time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && CallCalendar.IsInItsWeek(date, day.ToDateTime(time)) ? day.ToDateTime(time) : null;

    private static CallTyped Wrong(PostedForm form) => new(
        new Dictionary<string, string> { ["day"] = form["day"], ["time"] = form["time"] },
        [new("day", "Choose a day of the same week, Monday to Sunday, and a time.")]);

    /// <summary>Only what was changed on the page is written: what coaches said meanwhile stays.</summary>
    private async Task Came(DateOnly date, PostedForm form, CancellationToken cancel)
    {
        var known = (await calls.Attendees(date, cancel)).Select(one => one.CoachId).Concat((await coaches.All(cancel)).Select(coach => coach.Load.Coach).Where(coach => coach.Active).Select(coach => coach.Id)).ToHashSet(StringComparer.Ordinal);
        var (ticked, shown) = (form.All("came").ToHashSet(StringComparer.Ordinal), form["shown"].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var coach in ticked.Except(shown, StringComparer.Ordinal).Where(known.Contains))
            await calls.Came(date, coach, came: true, cancel);
        foreach (var coach in shown.Except(ticked, StringComparer.Ordinal).Where(known.Contains))
            await calls.Came(date, coach, came: false, cancel);
    }
}
