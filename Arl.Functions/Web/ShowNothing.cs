using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Web;

/// <summary>
/// Every address that no other function has, and every method that none takes there: so that also a mistyped address is answered kindly, with our headers.
/// The real host asks its own routes (admin, runtime) first, then functions by name, and takes the first whose route fits: hence a name that comes last.
/// </summary>
public sealed class ShowNothing
{
    [Function("Z" + nameof(ShowNothing))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*anything}")] HttpRequest http) =>
        Task.FromResult(Reader.IsPerson(http) ? PageResults.NotFound() : Problems.NotFound("There is nothing at this address, or not by this method."));
}
