using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Layout;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Staff.Acts;

/// <summary>An act of the staff on a request, as it was read.</summary>
/// <param name="Name">Of the act, e.g. <c>reassign</c>: the end of its route.</param>
internal sealed record StaffAct(string Name, StoredRequest Stored, ActForm Form, StaffMember Member, DateTimeOffset Now)
{
    public CoachingRequest Request => Stored.Request;

    /// <summary>The change that this event is, with who and why; null where it cannot happen now.</summary>
    public RequestChange? Change(RequestEvent happened, string? detail) => InHand(happened, detail)?.Change;

    /// <summary>The same with the request before and after it.</summary>
    public ActInHand? InHand(RequestEvent happened, string? detail) =>
        RequestLife.Apply(Request, happened, Now) is Step.Moved moved
            ? new(Request, moved, RequestChange.Of(Stored, moved.Request, happened, DoneBy.Staff(Member.Name), detail, Now).Because(Form.Why, Form.Print(Name)))
            : null;

    public Decision Wrong(string field, string message) => new Decision.Wrong([new($"{Name}.{field}", message)]);
}

/// <summary>What is to be done about an act.</summary>
internal abstract record Decision
{
    private Decision() { }

    public sealed record Do(RequestChange Change) : Decision;

    public sealed record Wrong(IReadOnlyList<Problem> Problems) : Decision;

    /// <summary>The request is not what it was when the page was made.</summary>
    public sealed record Changed : Decision;
}

/// <summary>
/// The way of every act of the staff: read, decide, write in one transaction under the ETag that was read. A form sent twice is done once (its key is in the history);
/// an act on a request that changed since the page was made is refused, and nothing of it is done.
/// </summary>
public sealed partial class StaffActs(RequestsTable requests, StaffRequestDesk desk, TimeProvider clock, ILogger<StaffActs> log)
{
    private const int Tries = 3;

    internal async Task<IResult> Do(HttpRequest http, string reference, string name, StaffMember member, Func<StaffAct, CancellationToken, Task<Decision>> decide, CancellationToken cancel)
    {
        if (await ActForm.Read(http, cancel) is not { } form)
            return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
        for (var attempt = 0; Reference.TryParse(reference, out var known) && await requests.Get(known, cancel) is { } stored; attempt++)
        {
            var act = new StaffAct(name, stored, form, member, clock.GetUtcNow());
            if (await Answer(act, attempt, decide, cancel) is { } answer)
                return answer;
        }
        return PageResults.NotFound();
    }

    /// <summary>Null: something else changed the rows at the same moment, look again.</summary>
    private async Task<IResult?> Answer(StaffAct act, int attempt, Func<StaffAct, CancellationToken, Task<Decision>> decide, CancellationToken cancel)
    {
        if (act.Form.Key.Length == 0)
            return Changed(act);
        if (await WasDone(act, cancel))
            return Done(act);
        if (act.Form.Seen != act.Request.Events || attempt == Tries)
            return Changed(act);
        var decision = await Decide(act, decide, cancel);
        if (decision is Decision.Wrong(var problems))
            return await desk.Show(act.Stored, new() { Act = act.Name, Typed = act.Form.Typed, Problems = problems }, cancel);
        if (decision is not Decision.Do(var change))
            return Changed(act);
        if (!await requests.Commit(change, cancel))
            return null;
        Did(act.Request.Reference, act.Name);
        return Done(act);
    }

    private static async Task<Decision> Decide(StaffAct act, Func<StaffAct, CancellationToken, Task<Decision>> decide, CancellationToken cancel)
    {
        var why = act.Form.WrongWhy(act.Name).ToList();
        var decision = await decide(act, cancel);
        return decision switch
        {
            Decision.Wrong(var problems) => new Decision.Wrong([.. problems, .. why]),
            Decision.Do when why.Count > 0 => new Decision.Wrong(why),
            _ => decision,
        };
    }

    private async Task<bool> WasDone(StaffAct act, CancellationToken cancel) =>
        (await requests.History(act.Request.Reference, cancel)).Any(entry => entry.Form == act.Form.Print(act.Name));

    private static IResult Done(StaffAct act) => PageResults.SeeOther($"/staff/requests/{act.Request.Reference}?done={act.Name}");

    private static IResult Changed(StaffAct act) =>
        PageResults.Page<ChangedPage>(new { Reference = act.Request.Reference.ToString() }, StatusCodes.Status409Conflict);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference}: staff did {Act}.")]
    private partial void Did(Reference reference, string act);
}
