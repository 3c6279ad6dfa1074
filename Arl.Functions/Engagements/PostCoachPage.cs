using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /coach/{reference}/{match}/{signature}</c>: the buttons of the coach's page. Each may be pressed twice and does its thing once.</summary>
public sealed class PostCoachPage(CoachDesk desk, CoachActs acts)
{
    private const int LongestKey = 64;

    [Function(nameof(PostCoachPage))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coach/{reference}/{match}/{signature}")] HttpRequest http, string reference, string match, string signature, CancellationToken cancel) =>
        desk.Enter(http, reference, match, signature, opened => PostedForm.Read(http, form => Do(opened, form, cancel), cancel), cancel);

    private async Task<IResult> Do(OpenedMatch opened, PostedForm form, CancellationToken cancel) => form["do"] switch
    {
        "accept" => Next(opened, "accept", await acts.Accept(opened.Reference, opened.Match, link: null, cancel)),
        "met" => Next(opened, "met", await acts.Meet(opened.Reference, opened.Match, link: null, cancel)),
        "complete" => Next(opened, "complete", await acts.Complete(opened.Reference, opened.Match, cancel)),
        "session" => await Log(opened, form, cancel),
        "pause" => await Pause(opened, form["pauseUntil"], cancel),
        "resume" => await Pause(opened, until: (DateOnly?)null, cancel),
        _ => await desk.Page(opened, said: null, cancel),
    };

    private async Task<IResult> Log(OpenedMatch opened, PostedForm form, CancellationToken cancel)
    {
        var typed = new CoachPageModel.SessionForm(form["key"], form["on"], form["minutes"], form["topic"]);
        if (typed.Key.Length is 0 or > LongestKey || !typed.Key.All(char.IsAsciiLetterOrDigit))
            return await desk.Page(opened, said: null, cancel);
        return TypedAnswers.Session(typed.Key, typed.On, typed.Minutes, typed.Topic, opened.Today) switch
        {
            Result<Session>.Ok(var session) => Next(opened, "session", await acts.Log(opened.Reference, opened.Match, session, cancel)),
            Result<Session>.Invalid(var problems) => await desk.Page(opened, said: null, cancel, typed, problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    private async Task<IResult> Pause(OpenedMatch opened, string until, CancellationToken cancel) => TypedAnswers.PauseUntil(until, opened.Today) switch
    {
        Result<DateOnly?>.Ok({ } day) => await Pause(opened, day, cancel),
        _ => await desk.Page(opened, said: null, cancel, problems: [new("pauseUntil", "Choose a day from tomorrow to one year from now.")], pauseUntil: until),
    };

    private async Task<IResult> Pause(OpenedMatch opened, DateOnly? until, CancellationToken cancel) =>
        PageResults.SeeOther($"{opened.Path}?did={(!await acts.Pause(opened.Reference, opened.Match, until, cancel) ? "late" : until is null ? "resume" : "pause")}");

    /// <summary>The page again: what was done before is said as if it were done now.</summary>
    private static IResult Next(OpenedMatch opened, string did, Acted acted) => PageResults.SeeOther($"{opened.Path}?did={(acted is Acted.TooLate ? "late" : did)}");
}
