using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /requests/{reference}</c>: the reference alone opens nothing, and is answered as a wrong link is, whether or not there is such a request.</summary>
public sealed class ShowIncompleteLink
{
    [Function(nameof(ShowIncompleteLink))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/{reference}")] HttpRequest http)
    {
        PageResults.KeepSecret(http);
        return Task.FromResult(PageResults.NotFound());
    }
}
