using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>What a coach says to the others around a call: a question before it, thanks after it. <see cref="CallDesk"/> has opened the page.</summary>
public sealed class CallTalk(CallPapers papers, CoachNames coaches, TimeProvider clock)
{
    /// <summary>The coaches whom this one may thank, by name.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> Others(string coachId, CancellationToken cancel) => [.. (await coaches.Active(cancel)).Where(coach => coach.Id != coachId)];

    public async Task<IResult> Ask(OpenedCall opened, PostedForm form, CancellationToken cancel)
    {
        if (opened.HasBegun || opened.Call.State == CallState.Skipped)
            return Late(opened);
        var asked = CallQuestion.Check(form["key"], opened.Coach.Id, form["question"], clock.GetUtcNow());
        if (asked is Result<CallQuestion>.Invalid(var problems))
            return AskPage(opened, form["question"], problems);
        return await papers.Ask(opened.Call.Date, ((Result<CallQuestion>.Ok)asked).Value, cancel)
            ? PageResults.SeeOther(opened.Path + "?did=asked")
            : AskPage(opened, form["question"], [new("question", $"You have asked {InWords.Number(CallQuestion.Most)} questions for this call. Keep this one for the next.")]);
    }

    public async Task<IResult> Thank(OpenedCall opened, PostedForm form, CancellationToken cancel)
    {
        if (!opened.HasBegun || opened.Call.State == CallState.Skipped)
            return Late(opened);
        var others = await Others(opened.Coach.Id, cancel);
        var said = CoachHelp.Check(form["helper"], opened.Coach.Id, form["with"], id => id == opened.Coach.Id || others.Any(coach => coach.Id == id));
        if (said is Result<CoachHelp>.Invalid(var problems))
            return HelpedPage(opened, others, form, problems);
        return await papers.Thank(opened.Call.Date, ((Result<CoachHelp>.Ok)said).Value, cancel)
            ? PageResults.SeeOther(opened.Path + "?did=thanked")
            : HelpedPage(opened, others, form, [new("helper", $"You have thanked {InWords.Number(CoachHelp.Most)} coaches for this call. That is kind, and as many as the digest has room for.")]);
    }

    private static IResult Late(OpenedCall opened) => PageResults.SeeOther(opened.Path + "?did=late");

    private static IResult AskPage(OpenedCall opened, string typed, IReadOnlyList<Problem> problems) =>
        PageResults.Page<AskPage>(new { opened.Path, Key = FormKey.New(), Typed = typed, Problems = problems }, StatusCodes.Status400BadRequest);

    private static IResult HelpedPage(OpenedCall opened, IReadOnlyList<(string Id, string Name)> others, PostedForm form, IReadOnlyList<Problem> problems) =>
        PageResults.Page<HelpedPage>(new { opened.Path, Coaches = others, Helper = form["helper"], With = form["with"], Problems = problems }, StatusCodes.Status400BadRequest);
}
