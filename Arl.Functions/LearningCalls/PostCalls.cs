using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /staff/calls</c>: sets, changes or ends the weekly call.</summary>
public sealed class PostCalls(StaffDoor door, StaffCallDesk desk, SeriesChanges changes)
{
    private static readonly string[] s_fields = ["weekday", "time", "zone", "minutes", "link", "host_name", "host_email"];

    [Function(nameof(PostCalls))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "staff/calls")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, _ => PostedForm.Read(http, form => form["do"] == "stop" ? Stop(form, cancel) : Save(form, cancel), cancel));

    private async Task<IResult> Save(PostedForm form, CancellationToken cancel)
    {
        var typed = s_fields.ToDictionary(field => field, field => form[field], StringComparer.Ordinal);
        switch (CallFacts.Read(field => typed[field]))
        {
            case Result<CallFacts>.Ok(var facts):
                return await changes.Save(facts, SeenIn(form), cancel) == CallChanged.Done
                    ? PageResults.SeeOther("/staff/calls?done=saved")
                    : await desk.Overview(done: null, cancel, new(typed, []), meanwhile: true);
            case Result<CallFacts>.Invalid(var problems):
                return await desk.Overview(done: null, cancel, new(typed, problems));
            default:
                throw new InvalidOperationException("A result of an unknown kind.");
        }
    }

    private async Task<IResult> Stop(PostedForm form, CancellationToken cancel)
    {
        if (form["sure"] != "yes")
            return await desk.Overview(done: null, cancel, new(new Dictionary<string, string>(), [new("sure", "Tick the box if you want to cancel all coming calls.")]));
        return await changes.Stop(SeenIn(form), cancel) == CallChanged.Done
            ? PageResults.SeeOther("/staff/calls?done=stopped")
            : await desk.Overview(done: null, cancel, CallTyped.Nothing, meanwhile: true);
    }

    /// <summary>The state of the series that the form was made from.</summary>
    internal static int SeenIn(PostedForm form) => int.TryParse(form["seen"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seen) ? seen : int.MinValue;
}
