using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Web;
using Arl.Pages.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>POST /requests</c>: the form. Its buttons find schools, list a district's schools, or send, as Enter does; nothing typed is lost on the way.</summary>
public sealed class PostForm(AcceptRequest accept, StatusLinks links, FormSearch search)
{
    [Function(nameof(PostForm))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests")] HttpRequest http, CancellationToken cancel)
    {
        if (http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true)
            return PageResults.Message("This form cannot be read", "Please open the form again and send it from there.", StatusCodes.Status415UnsupportedMediaType);
        if (await LimitedBody.Read(http, SubmitRequest.MostBytes, cancel) is not { } body)
            return PageResults.Message("This is too long", "The form may hold at most 64 KB. Please go back and shorten your text.", StatusCodes.Status413PayloadTooLarge);

        var typed = FormFields.Read(QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)));
        return typed.Do switch
        {
            _ when typed.NeedsDistrict => await Wrong(new Problem("districtId", "To see the schools of a district, choose the district in the list first. If none is listed, find it by its name.")),
            "find" or "schools" => Again(await search.Fill(typed, cancel)),
            _ when typed.EnterFinds => Again(await search.Fill(typed, cancel)),
            _ when typed.NeedsChoice => await Wrong(new Problem("schoolId", "Choose your school or district from the list, or “My school isn’t listed”.")),
            _ => await Send(typed, cancel),
        };

        async Task<IResult> Wrong(Problem problem) => Again(await search.Fill(typed, cancel) with { Problems = [problem] }, StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> Send(FormFields typed, CancellationToken cancel) => await accept.Handle(typed.Form, typed.Key, cancel) switch
    {
        Acceptance.Accepted(var reference, _) => PageResults.SeeOther(links.PathOf(reference) + "?sent"),
        Acceptance.Equal(var reference, _) => PageResults.Message($"We have this request already: {reference}", "The link to follow it is in the email that we sent when it came in. You need do nothing.", StatusCodes.Status200OK),
        Acceptance.Rejected(var problems) => Again(await search.Fill(typed, cancel) with { Problems = problems }, StatusCodes.Status400BadRequest),
        // The page was sent before and then changed: a new key makes it a new request.
        Acceptance.KeyUsedOtherwise => await Send(typed with { Key = FormKey.New() }, cancel),
        _ => throw new InvalidOperationException("An acceptance of an unknown kind."),
    };

    private static IResult Again(AskForHelp model, int status = StatusCodes.Status200OK) => PageResults.Page<AskForHelpPage>(new { Model = model }, status);
}
