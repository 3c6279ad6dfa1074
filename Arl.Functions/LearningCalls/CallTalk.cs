using System.Security.Cryptography;
using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls;

/// <summary>A call that the address of one coach's page of it opened.</summary>
/// <param name="Path">Of the coach's page.</param>
public sealed record OpenedCall(LearningCall Call, string CoachId, string Path);

/// <summary>What a coach says to the others around a call: a question before it, thanks after it.</summary>
public sealed class CallTalk(CallLinks links, CallsTable calls, CallPapers papers, CoachesTable coaches, TimeProvider clock, WrongLinks wrong)
{
    /// <summary>As long as the page opens after the call.</summary>
    public static readonly TimeSpan StaysOpen = TimeSpan.FromDays(30);

    /// <summary>Answers what <paramref name="then"/> makes of the call; a wrong address, a coach who has left, a call that never was and one of long ago look alike.</summary>
    public async Task<IResult> Enter(HttpRequest http, string date, string coachId, string signature, Func<OpenedCall, Task<IResult>> then, CancellationToken cancel)
    {
        PageResults.KeepSecret(http);
        ReaderLanguage.Only(http, Language.English);
        if (links.Open(date, coachId, signature) is (var day, var coach) && CoachId.IsOne(coach) && await coaches.Get(coach, cancel) is { Load.Coach.Active: true }
            && await calls.Get(day, cancel) is { } call && call.EndsAt + StaysOpen >= clock.GetUtcNow())
            return await then(new(call, coach, links.PathOf(day, coach)));
        wrong.Tried("call");
        return PageResults.NotFound();
    }

    /// <summary>A key for the box of a question.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The coaches whom this one may thank, by name.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> Others(string coachId, CancellationToken cancel) => [.. (await Active(coaches, cancel)).Where(coach => coach.Id != coachId)];

    public async Task<IResult> Ask(OpenedCall opened, PostedForm form, CancellationToken cancel)
    {
        if (clock.GetUtcNow() >= opened.Call.StartsAt)
            return PageResults.SeeOther(opened.Path + "?did=late");
        var asked = CallQuestion.Check(form["key"], opened.CoachId, form["question"], clock.GetUtcNow());
        if (asked is Result<CallQuestion>.Invalid(var problems))
            return AskPage(opened, form["question"], problems);
        return await papers.Ask(opened.Call.Date, ((Result<CallQuestion>.Ok)asked).Value, cancel)
            ? PageResults.SeeOther(opened.Path + "?did=asked")
            : AskPage(opened, form["question"], [new("question", $"You have asked {InWords.Number(CallQuestion.Most)} questions for this call. Keep this one for the next.")]);
    }

    public async Task<IResult> Thank(OpenedCall opened, PostedForm form, CancellationToken cancel)
    {
        if (clock.GetUtcNow() < opened.Call.StartsAt)
            return PageResults.SeeOther(opened.Path);
        var others = await Others(opened.CoachId, cancel);
        var said = CoachHelp.Check(form["helper"], opened.CoachId, form["with"], id => id == opened.CoachId || others.Any(coach => coach.Id == id));
        if (said is Result<CoachHelp>.Invalid(var problems))
            return HelpedPage(opened, others, form, problems);
        return await papers.Thank(opened.Call.Date, ((Result<CoachHelp>.Ok)said).Value, cancel)
            ? PageResults.SeeOther(opened.Path + "?did=thanked")
            : HelpedPage(opened, others, form, [new("helper", $"You have thanked {InWords.Number(CoachHelp.Most)} coaches for this call. That is kind, and as many as the digest has room for.")]);
    }

    internal static async Task<IReadOnlyList<(string Id, string Name)>> Active(CoachesTable coaches, CancellationToken cancel) =>
        [.. (await coaches.All(cancel)).Select(coach => coach.Load.Coach).Where(coach => coach.Active).OrderBy(coach => coach.Name, StringComparer.OrdinalIgnoreCase).Select(coach => (coach.Id, coach.Name))];

    private static IResult AskPage(OpenedCall opened, string typed, IReadOnlyList<Problem> problems) =>
        PageResults.Page<AskPage>(new { opened.Path, Key = NewKey(), Typed = typed, Problems = problems }, StatusCodes.Status400BadRequest);

    private static IResult HelpedPage(OpenedCall opened, IReadOnlyList<(string Id, string Name)> others, PostedForm form, IReadOnlyList<Problem> problems) =>
        PageResults.Page<HelpedPage>(new { opened.Path, Coaches = others, Helper = form["helper"], With = form["with"], Problems = problems }, StatusCodes.Status400BadRequest);
}
