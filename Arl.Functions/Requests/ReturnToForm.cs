using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /requests</c>: where a browser stands after the form came back with problems, and so what a bookmark or a typed address asks for.</summary>
public sealed class ReturnToForm
{
    [Function(nameof(ReturnToForm))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests")] HttpRequest http) => Task.FromResult(PageResults.SeeOther(ReaderLanguage.Kept(http, "/")));
}
