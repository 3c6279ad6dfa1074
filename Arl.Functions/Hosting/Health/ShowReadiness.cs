using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Hosting.Health;

/// <summary><c>GET /api/health/ready</c>: 200 where the network can do its work, else 503; which of its parts stand how.</summary>
public sealed class ShowReadiness(Readiness readiness)
{
    [Function(nameof(ShowReadiness))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/ready")] HttpRequest http, CancellationToken cancel) =>
        HealthAnswer.Of(await readiness.Check(cancel));
}
