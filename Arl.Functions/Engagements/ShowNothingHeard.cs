using Arl.Functions.Requests;
using Arl.Functions.Web;
using Arl.Pages.Engagements;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Localization;

namespace Arl.Functions.Engagements;

/// <summary><c>GET /requests/{reference}/{token}/nothing-heard</c>: the school asks for help with a silent coach.</summary>
public sealed class ShowNothingHeard(StatusDesk desk, SchoolActs acts, IStringLocalizer<EngagementsTexts> texts)
{
    [Function(nameof(ShowNothingHeard))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}/{token}/nothing-heard")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, (request, path) => Task.FromResult(!acts.MayHearNothing(request) || request.Engagement.NothingHeardAt is not null
            ? PageResults.SeeOther(ReaderLanguage.Kept(http, path))
            : PageResults.Page<ActPage>(new
            {
                Title = texts["NothingHeard.Title", request.Match!.CoachName].Value,
                Words = texts["NothingHeard.Words"].Value,
                Button = texts["NothingHeard.Button"].Value,
                Path = ReaderLanguage.Kept(http, path + "/nothing-heard"),
            })), cancel);
}
