using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// <c>GET /library/open/{id}</c>: a resource that staff have listed. It counts a use, and of the reader nothing; a use that cannot be counted keeps nobody from it. A HEAD, by which checkers of links look, counts none.
/// A file is an attachment under the type that we know it by, so that nothing in it runs as a page of ours.
/// </summary>
public sealed partial class OpenResource(ResourcesTable resources, ResourceUses uses, ResourceDelivery delivery, ILogger<OpenResource> log)
{
    [Function(nameof(OpenResource))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "library/open/{id}")] HttpRequest http, string id, CancellationToken cancel)
    {
        if (await resources.Get(id, cancel) is not { Resource: { State: ResourceState.Listed } resource })
            return PageResults.NotFound();
        if (HttpMethods.IsGet(http.Method))
            await Count(id, cancel);
        return await delivery.Of(resource, http, cancel);
    }

    private async Task Count(string id, CancellationToken cancel)
    {
        try
        {
            if (!await uses.Count(id, cancel))
                NotCounted(id, "many at once");
        }
        catch (Exception fault) when (StorageFaults.IsOne(fault, cancel))
        {
            NotCounted(id, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A use of the resource {Id} was not counted: {Fault}.")]
    private partial void NotCounted(string id, string fault);
}
