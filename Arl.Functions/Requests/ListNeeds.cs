using Arl.Domain.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary><c>GET /api/needs</c>: what can be asked for, <c>[{id, name, description}]</c>.</summary>
public sealed class ListNeeds
{
    [Function(nameof(ListNeeds))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/needs")] HttpRequest http) =>
        Task.FromResult(Results.Ok(Need.All.Select(need => new { id = need.Id, name = need.Name, description = need.Description })));
}
