using Arl.Functions.Requests;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /requests/{reference}/{token}/nothing-heard</c>.</summary>
public sealed class PostNothingHeard(StatusDesk desk, SchoolActs acts)
{
    [Function(nameof(PostNothingHeard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{reference}/{token}/nothing-heard")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, async (request, path) =>
            PageResults.SeeOther(ReaderLanguage.Kept(http, await acts.HearNothing(request.Reference, cancel) is Acted.TooLate ? path : path + "?did=nothing-heard")), cancel);
}
