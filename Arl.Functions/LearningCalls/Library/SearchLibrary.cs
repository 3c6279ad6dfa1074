using Arl.Functions.Web;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>POST /library/{coachId}/{until}/{signature}/search</c>: the library by need, level and words. Changes nothing; it is posted because addresses are kept by browsers and logs. Who opens the address gets the whole library.</summary>
public sealed class SearchLibrary(LibraryDesk desk)
{
    [Function(nameof(SearchLibrary))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "library/{coachId}/{until}/{signature}/search")] HttpRequest http, string coachId, string until, string signature, CancellationToken cancel) =>
        desk.Enter(http, coachId, until, signature, opened => HttpMethods.IsPost(http.Method)
            ? PostedForm.Read(http, form => desk.Page(opened, Asked(form), form: null, said: null, cancel), cancel)
            : Task.FromResult(PageResults.SeeOther(opened.Path)), cancel);

    private static LibrarySearch Asked(PostedForm form) => new(Cut(form["need"]), Cut(form["level"]), Cut(form["words"]));

    private static string Cut(string text) => text.Length <= LibrarySearch.LongestWords ? text : "";
}
