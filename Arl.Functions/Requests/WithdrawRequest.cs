using Arl.Functions.Engagements;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>POST /requests/{reference}/{token}/withdraw</c>: the school no longer needs it; the place goes to another. A request withdrawn or completed already stays as it is.</summary>
public sealed class WithdrawRequest(StatusDesk desk, SchoolActs acts)
{
    [Function(nameof(WithdrawRequest))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{reference}/{token}/withdraw")] HttpRequest http, string reference, string token, CancellationToken cancel) =>
        desk.Enter(http, reference, token, async (request, path) =>
        {
            await acts.Withdraw(request.Reference, cancel);
            return PageResults.SeeOther(ReaderLanguage.Kept(http, path));
        }, cancel);
}
