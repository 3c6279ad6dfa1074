using Arl.Domain.Requests;
using Arl.Functions.Matching;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>POST /requests/{reference}/{token}/withdraw</c>: the school no longer needs it; the place goes to another.</summary>
public sealed class WithdrawRequest(StatusLinks links, RequestsTable requests, TimeProvider clock)
{
    [Function(nameof(WithdrawRequest))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "requests/{reference}/{token}/withdraw")] HttpRequest http, string reference, string token, CancellationToken cancel)
    {
        if (links.Open(reference, token) is not { } opened || !await Withdraw(opened, cancel))
            return PageResults.NotFound();
        return PageResults.SeeOther(links.PathOf(opened));
    }

    /// <summary>False where there is no such request. A request withdrawn or completed already stays as it is.</summary>
    private async Task<bool> Withdraw(Reference reference, CancellationToken cancel)
    {
        while (await requests.Get(reference, cancel) is { } stored)
        {
            var now = clock.GetUtcNow();
            var withdrawn = new RequestEvent.WithdrawnBySchool();
            if (RequestLife.Apply(stored.Request, withdrawn, now) is not Step.Moved moved)
                return true;
            var work = RequestKeys.FreeWork(reference, moved.Request.Events);
            var change = RequestChange.Of(stored, moved.Request, withdrawn, "school", null, now)
                .Owes(work, QueueNames.FreePlaces, new PlaceToFree(reference.ToString(), CoachId: null, work));
            if (await requests.Commit(change, cancel))
                return true;
        }
        return false;
    }
}
