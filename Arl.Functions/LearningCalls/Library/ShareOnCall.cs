using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Web;
using Arl.Pages.Layout;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>POST /calls/{date}/{coachId}/{signature}/share</c>: a coach leaves a link on the page of a call; staff look at it and say what it helps with.</summary>
public sealed class ShareOnCall(CallDesk desk, Sharing sharing, LibraryLinks library)
{
    [Function(nameof(ShareOnCall))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calls/{date}/{coachId}/{signature}/share")] HttpRequest http, string date, string coachId, string signature, CancellationToken cancel) =>
        desk.Enter(http, date, coachId, signature, opened => PostedForm.Read(http, form => Share(opened.Coach.Id, opened.Path, form, cancel), cancel), cancel);

    private async Task<IResult> Share(string coachId, string path, PostedForm form, CancellationToken cancel)
    {
        var key = form["key"];
        if (!Sharing.IsKey(key))
            return PageResults.Message(Told.FormUnreadable, StatusCodes.Status400BadRequest);
        var typed = TypedResource.Nothing with { Title = form["title"], Link = form["link"] };
        return await sharing.Link(coachId, key, typed, cancel, needsAsked: false) switch
        {
            Result<string>.Ok => PageResults.SeeOther(path + "?did=shared"),
            Result<string>.Invalid(var problems) => PageResults.Page<ShareLinkPage>(new { Path = path, LibraryPath = library.PathOf(coachId), Key = key, Typed = typed, Problems = problems }, StatusCodes.Status400BadRequest),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }
}
