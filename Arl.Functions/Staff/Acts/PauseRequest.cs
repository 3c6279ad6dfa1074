using System.Globalization;
using Arl.Domain.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Acts;

/// <summary><c>POST /staff/requests/{reference}/pause</c>: nothing is matched, sent or closed until the day that is given.</summary>
public sealed class PauseRequest(StaffDoor door, StaffActs acts)
{
    [Function(nameof(PauseRequest))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/requests/{reference}/pause")] HttpRequest http, string reference, CancellationToken cancel) =>
        door.Enter(http, Shows.People(nameof(PauseRequest), reference), member => acts.Do(http, reference, "pause", member, (act, _) => Task.FromResult(Decide(act)), cancel));

    private static Decision Decide(StaffAct act)
    {
        var today = act.Request.DayAt(act.Now);
        if (!DateOnly.TryParseExact(act.Form["until"].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return act.Wrong("until", "Give the day on which it goes on, for example 2027-01-04.");
        if (until <= today || until > today.AddYears(1))
            return act.Wrong("until", "Choose a day after today, within a year.");
        return act.Change(new RequestEvent.Paused(until), until.ToString("'until' MMMM d, yyyy", CultureInfo.InvariantCulture)) is { } change ? new Decision.Do(change) : new Decision.Changed();
    }
}
