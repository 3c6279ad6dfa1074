using System.Text.Json;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests.Guard;

/// <summary><c>GET /requests/challenge</c>: a fresh challenge for the widget of ALTCHA. Nothing is stored before it is solved.</summary>
public sealed class ShowChallenge(ProofOfWork proof)
{
    private static readonly JsonSerializerOptions s_names = new(JsonSerializerDefaults.Web);

    [Function(nameof(ShowChallenge))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "requests/challenge")] HttpRequest http)
    {
        PageResults.KeepSecret(http);
        return Task.FromResult(Results.Json(proof.NewChallenge(), s_names));
    }
}
