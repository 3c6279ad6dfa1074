using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Web;
using Arl.Pages.Layout;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>POST /library/{coachId}/{until}/{signature}</c>: a coach shares a link or a file. The file comes last in the form and goes to storage as it comes.</summary>
public sealed class ShareResource(LibraryDesk desk, Sharing sharing)
{
    [Function(nameof(ShareResource))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "library/{coachId}/{until}/{signature}")] HttpRequest http, string coachId, string until, string signature, CancellationToken cancel) =>
        desk.Enter(http, coachId, until, signature, async opened =>
            await LimitedBody.Streamed(http, ResourceRules.MostBytes, (fields, file) => Share(opened, fields, file, cancel), cancel) ?? PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest), cancel);

    private async Task<IResult> Share(OpenedLibrary opened, Dictionary<string, StringValues> fields, SentFile? file, CancellationToken cancel)
    {
        var key = One(fields, "key");
        var typed = new TypedResource(One(fields, "title"), One(fields, "link"), All(fields, "needs"), All(fields, "levels"), One(fields, "note"), One(fields, "engagement"));
        if (!Sharing.IsKey(key))
            return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
        return (file is null ? await sharing.Link(opened.CoachId, key, typed, cancel) : await sharing.File(opened.CoachId, key, typed, file, cancel)) switch
        {
            Result<string>.Ok => PageResults.SeeOther(opened.Path + "?did=shared"),
            Result<string>.Invalid(var problems) => await desk.Page(opened, search: null, new LibraryPageModel.ShareForm(key, typed, problems) { HadFile = file is not null }, said: null, cancel),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    private static string One(Dictionary<string, StringValues> fields, string name) => fields.TryGetValue(name, out var values) ? values.ToString().Trim() : "";

    private static IReadOnlyList<string> All(Dictionary<string, StringValues> fields, string name) => fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];
}
