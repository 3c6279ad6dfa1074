using Arl.Domain.LearningCalls;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary><c>POST /calls/{date}/{coachId}/{signature}</c>: the buttons of the coach's page of a call. Each may be pressed twice; the last answer counts.</summary>
public sealed class PostCallPage(CallDesk desk, CallsTable calls)
{
    [Function(nameof(PostCallPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{date}/{coachId}/{signature}")] HttpRequest http, string date, string coachId, string signature, CancellationToken cancel) =>
        desk.Enter(http, date, coachId, signature, opened => PostedForm.Read(http, form => Do(opened, form["do"], cancel), cancel), cancel);

    private Task<IResult> Do(OpenedCall opened, string did, CancellationToken cancel) => did switch
    {
        "yes" => Answer(opened, did, CallAnswer.Yes, cancel),
        "maybe" => Answer(opened, did, CallAnswer.Maybe, cancel),
        "no" => Answer(opened, did, CallAnswer.No, cancel),
        "came" => Came(opened, did, came: true, cancel),
        "not-came" => Came(opened, did, came: false, cancel),
        _ => desk.Page(opened, asked: null, said: null, cancel),
    };

    private async Task<IResult> Answer(OpenedCall opened, string did, CallAnswer answer, CancellationToken cancel)
    {
        if (opened.IsOver || opened.Call.State == CallState.Skipped)
            return Next(opened, "late");
        await calls.Answer(opened.Call.Date, opened.Coach.Id, answer, cancel);
        return Next(opened, did);
    }

    private async Task<IResult> Came(OpenedCall opened, string did, bool came, CancellationToken cancel)
    {
        if (!opened.HasBegun || opened.Call.State == CallState.Skipped)
            return Next(opened, "late");
        await calls.Came(opened.Call.Date, opened.Coach.Id, came, cancel);
        return Next(opened, did);
    }

    private static IResult Next(OpenedCall opened, string did) => PageResults.SeeOther($"{opened.Path}?did={did}");
}
