using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Arl.Functions.Hosting;

/// <summary>
/// What a span may say, named here; everything else is taken out before it is exported, by whichever library it was put in. The address of a page can be its key
/// (<see cref="Web.SecretAddresses"/>), so of addresses only the route's template stays; of callers nothing does, and of an error its kind.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> s_allowed = FrozenSet.ToFrozenSet(
    [
        Spans.About, "arl.mail.kind", "arl.mail.outcome", "error.type", "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port", "network.protocol.version",
        "messaging.system", "messaging.operation.type", "messaging.destination.name", "faas.name", "faas.trigger", "faas.invocation_id", "faas.instance", "az.schema_url", "microsoft.sample_rate",
    ], StringComparer.Ordinal);

    /// <summary>Its spans of a call are of the kind of a server, and named after what the worker does or after the function.</summary>
    private const string WorkersOwn = "Microsoft.Azure.Functions.Worker";

    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !s_allowed.Contains(name)).ToList())
            data.SetTag(name, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
        if (data.GetTagItem("http.route") is null && data.Kind == ActivityKind.Server && data.Source.Name != WorkersOwn)
            data.DisplayName = data.GetTagItem("http.request.method") as string ?? "HTTP"; // No route of ours: what was asked for may be anything.
    }
}
