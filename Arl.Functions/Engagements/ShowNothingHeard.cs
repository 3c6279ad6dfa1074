using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary><c>GET /requests/{reference}/{token}/nothing-heard</c>: the school asks for help with a silent coach.</summary>
public sealed class ShowNothingHeard(StatusDesk desk, SchoolActs acts)
{
    [Function(nameof(ShowNothingHeard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}/{token}/nothing-heard")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, (request, path) => Task.FromResult(!acts.MayHearNothing(request) || request.Engagement.NothingHeardAt is not null
            ? PageResults.SeeOther(path)
            : PageResults.Page<ActPage>(new
            {
                Title = $"You have heard nothing from {request.Match!.CoachName}?",
                Words = "Please look in your spam folder first. If there is nothing, tell us: we write to your coach again, send you the introduction once more, and our team looks into it.",
                Button = "I have heard nothing",
                Path = path + "/nothing-heard",
            })), cancel);
}
