using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// <c>GET /library/open/{id}</c>: a resource that staff have listed. It counts a use, and of the reader nothing. A HEAD, by which checkers of links look, counts none.
/// A file is an attachment under the type that we know it by, so that nothing in it runs as a page of ours.
/// </summary>
public sealed class OpenResource(ResourcesTable resources, ResourceUses uses, ResourceDelivery delivery)
{
    [Function(nameof(OpenResource))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "library/open/{id}")] HttpRequest http, string id, CancellationToken cancel)
    {
        if (await resources.Get(id, cancel) is not { Resource: { State: ResourceState.Listed } resource })
            return PageResults.NotFound();
        if (HttpMethods.IsGet(http.Method))
            await uses.Count(id, cancel);
        return await delivery.Of(resource, http, cancel);
    }
}
