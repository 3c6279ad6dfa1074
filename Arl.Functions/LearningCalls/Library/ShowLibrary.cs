using Arl.Functions.Web;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>GET /library/{coachId}/{until}/{signature}</c>: the library, as a coach sees it; <c>?need=&amp;level=&amp;words=</c> searches it.</summary>
public sealed class ShowLibrary(LibraryDesk desk)
{
    [Function(nameof(ShowLibrary))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "library/{coachId}/{until}/{signature}")] HttpRequest http, string coachId, string until, string signature, CancellationToken cancel) =>
        desk.Enter(http, coachId, until, signature, opened => desk.Page(opened, Asked(http.Query), form: null, Said(http.Query["did"].ToString()), cancel), cancel);

    private static LibrarySearch Asked(IQueryCollection query) => new(Cut(query["need"].ToString()), Cut(query["level"].ToString()), Cut(query["words"].ToString()));

    private static string Cut(string text) => text.Length <= LibrarySearch.LongestWords ? text.Trim() : "";

    private static string? Said(string did) => did == "shared" ? "Thank you! Staff look at it, and then your colleagues find it here." : null;
}
