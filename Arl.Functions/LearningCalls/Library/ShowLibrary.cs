using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary><c>GET /library/{coachId}/{until}/{signature}</c>: the library, as a coach sees it.</summary>
public sealed class ShowLibrary(LibraryDesk desk)
{
    [Function(nameof(ShowLibrary))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "library/{coachId}/{until}/{signature}")] HttpRequest http, string coachId, string until, string signature, CancellationToken cancel) =>
        desk.Enter(http, coachId, until, signature, opened => desk.Page(opened, search: null, form: null, Said(http.Query["did"].ToString()), cancel), cancel);

    private static string? Said(string did) => did == "shared" ? "Thank you! Staff look at it, and then your colleagues find it here." : null;
}
