using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>POST /coach/{reference}/{match}/{signature}/decline</c>.</summary>
public sealed class PostDecline(CoachDesk desk, Declining declining)
{
    [Function(nameof(PostDecline))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coach/{reference}/{match}/{signature}/decline")] HttpRequest http, string reference, string match, string signature, CancellationToken cancel) =>
        desk.Enter(http, reference, match, signature, opened => PostedForm.Read(http, form =>
            declining.Do(opened.Request, opened.Match, opened.Path + "/decline", form, link: null, cancel), cancel), cancel);
}
