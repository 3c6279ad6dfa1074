using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Requests;

/// <summary>
/// <c>POST /requests</c>: the form. Its buttons find schools, list a district's schools, change the language, show all answers to be checked (as Enter does), go back to change one, or send; nothing typed is lost on the way.
/// </summary>
public sealed class PostForm(AcceptRequest accept, StatusLinks links, FormDesk desk, FormGuard guard, SchoolDirectorySource schools, ConfirmationRules confirmation, IStringLocalizer<FormTexts> texts, IStringLocalizer<ListsTexts> lists, IStringLocalizer<RequestsTexts> words)
{
    [Function(nameof(PostForm))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests")] HttpRequest http, CancellationToken cancel)
    {
        if (!LimitedBody.IsForm(http))
            return PageResults.Message(Told.FormUnreadable, StatusCodes.Status415UnsupportedMediaType);
        if (await LimitedBody.Form(http, SubmitRequest.MostBytes, cancel) is not { } posted)
            return PageResults.Message(Told.FormTooLong, StatusCodes.Status413PayloadTooLarge);

        var typed = FormFields.Read(posted);
        ReaderCulture.Set(typed.Language); // Of every word from here on.
        return typed.Do switch
        {
            _ when typed.NeedsDistrict => await Wrong(typed, new Problem("districtId", texts["Wrong.District"]), cancel),
            "find" or "schools" or "change" or "en" or "es" => Again(typed, await desk.Fill(typed, cancel)),
            _ when typed.EnterFinds => Again(typed, await desk.Fill(typed, cancel)),
            _ when typed.NeedsChoice => await Wrong(typed, new Problem("schoolId", texts["Wrong.Choice"]), cancel),
            "send" when await guard.Enter(http, posted, cancel) is { } by => await Send(typed, by, cancel),
            "send" => await Wrong(typed, new Problem("send", words["Guard.OnceMore"]), cancel),
            _ => await Check(typed, FormFields.Answers(posted), cancel),
        };
    }

    /// <summary>Everything that was said, to be read once more before it is sent.</summary>
    private async Task<IResult> Check(FormFields typed, IReadOnlyList<(string Name, string Value)> answers, CancellationToken cancel) =>
        await accept.Check(typed.Form, cancel) switch
        {
            Result<CheckedRequest>.Ok(var asked) => PageResults.Page<CheckAnswersPage>(new { Answers = CheckedAnswers.Of(asked, answers, await schools.CurrentOrEmpty(cancel), texts, lists) with { AsksProof = guard.AsksProof, MeantDomain = confirmation.FreeMail.MeantBy(asked.Contact.Email) } }, typed.Language),
            Result<CheckedRequest>.Invalid(var problems) => await Wrong(typed, problems, cancel),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };

    private async Task<IResult> Send(FormFields typed, EnteredBy by, CancellationToken cancel) => await accept.Handle(typed.Form, typed.Key, by, cancel) switch
    {
        Acceptance.Accepted(var reference) => PageResults.SeeOther(links.PathOf(reference) + "?sent"),
        Acceptance.Equal equal => PageResults.Page<ToldPage>(new { Title = texts["Equal.Title", equal.Reference].Value, Words = equal.AwaitsConfirmation ? texts["Equal.Unconfirmed"].Value : texts["Equal.Text"].Value, Sent = true }, typed.Language),
        Acceptance.Rejected(var problems) => await Wrong(typed, problems, cancel),
        // The page was sent before and then changed: a new key makes it a new request.
        Acceptance.KeyUsedOtherwise => await Send(typed with { Key = FormKey.New() }, by, cancel),
        Acceptance.TooMany(var ofAddress, var most, _) => await Wrong(typed, [new Problem("send", ofAddress ? words["Guard.TooManyOfAddress", most] : words["Guard.TooManyOfNetwork", most])], cancel, StatusCodes.Status429TooManyRequests),
        _ => throw new InvalidOperationException("An acceptance of an unknown kind."),
    };

    private Task<IResult> Wrong(FormFields typed, Problem problem, CancellationToken cancel) => Wrong(typed, [problem], cancel);

    private async Task<IResult> Wrong(FormFields typed, IReadOnlyList<Problem> problems, CancellationToken cancel, int status = StatusCodes.Status400BadRequest) =>
        Again(typed, await desk.Fill(typed, cancel) with { Problems = problems }, status);

    private static IResult Again(FormFields typed, AskForHelp model, int status = StatusCodes.Status200OK) => PageResults.Page<AskForHelpPage>(new { Model = model }, typed.Language, status);
}
