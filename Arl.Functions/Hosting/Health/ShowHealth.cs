using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Hosting.Health;

/// <summary><c>GET /api/health</c>: the program runs and answers; nothing else is asked.</summary>
public sealed class ShowHealth
{
    [Function(nameof(ShowHealth))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")] HttpRequest http) => Task.FromResult(HealthAnswer.Alive);
}
