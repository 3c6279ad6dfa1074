using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Arl.Functions.Requests.Guard;

/// <summary>Whether a sent form may be taken in. It keeps machines out, and costs a person at most one more press of a button.</summary>
public sealed partial class FormGuard(FormStamps stamps, ProofOfWork proof, AttackWatch attack, SenderNetwork networks, IOptions<GuardOptions> options, TimeProvider clock, ILogger<FormGuard> log)
{
    private int _turnedBack;

    public bool AsksProof => attack.IsOn;

    /// <summary>Who sends it; null where the form is to be shown once more, with all that was typed.</summary>
    /// <param name="fields">Of the form, with those of <see cref="Pages.Requests.GuardFields"/>.</param>
    public async Task<EnteredBy?> Enter(HttpRequest http, IDictionary<string, StringValues> fields, CancellationToken cancel)
    {
        string One(string name) => fields.TryGetValue(name, out var values) ? values.ToString() : "";
        var shown = stamps.ShownAt(One("stamp"));
        if (One("website").Length > 0 || shown is null || clock.GetUtcNow() - shown < TimeSpan.FromSeconds(options.Value.MinimumSeconds))
        {
            TurnedBack(One("website").Length > 0 ? "a field that people do not see" : shown is null ? "no stamp" : "too soon", Interlocked.Increment(ref _turnedBack));
            return null;
        }
        return await Sender(http, One("altcha"), cancel);
    }

    /// <summary>Who calls the API.</summary>
    public Task<EnteredBy> Caller(HttpRequest http, CancellationToken cancel) => Sender(http, "", cancel);

    /// <summary>Under attack who shows no proof of work confirms by a click, whatever their address: so does everybody without JavaScript, and nothing is lost.</summary>
    private async Task<EnteredBy> Sender(HttpRequest http, string solution, CancellationToken cancel)
    {
        var by = await attack.See(cancel) && !await proof.IsSolved(solution, cancel) ? EnteredBy.Unproven : EnteredBy.School;
        return by with { IsLimited = true, Network = networks.Of(http) };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A form was shown once more because of {Reason}: {Count} since the start.")]
    private partial void TurnedBack(string reason, int count);
}
