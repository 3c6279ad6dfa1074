using System.Diagnostics;

namespace Arl.Functions.Hosting;

/// <summary>The spans of our own: a message is sent, a message is worked on, an email leaves. Their tags hold ids and words of ours. They cost nothing while nobody listens.</summary>
internal static class Spans
{
    public const string SourceName = "Arl";

    /// <summary>The reference of a request, or another id of what the span is about.</summary>
    public const string About = "arl.reference";

    private static readonly ActivitySource s_source = new(SourceName);

    public static bool HaveListeners => s_source.HasListeners();

    /// <param name="traceparent">Of the message, where it is sent again: it belongs to whoever owed it, not to the sweep.</param>
    public static Activity? Send(string queue, string? traceparent = null) => Start($"send {queue}", ActivityKind.Producer, traceparent)?.SetTag("messaging.system", "azure.queue").SetTag("messaging.operation.type", "send").SetTag("messaging.destination.name", queue);

    public static Activity? Process(string queue, string? traceparent, string? about) =>
        Start($"process {queue}", ActivityKind.Consumer, traceparent)?.SetTag("messaging.system", "azure.queue").SetTag("messaging.operation.type", "process").SetTag("messaging.destination.name", queue).SetTag(About, about);

    /// <param name="kind">A word of ours for what kind of email it is.</param>
    public static Activity? Mail(string kind) => Start("send email", ActivityKind.Client, traceparent: null)?.SetTag("arl.mail.kind", kind);

    /// <summary>Says of the open span what it is about.</summary>
    public static void Is(string about) => Activity.Current?.SetTag(About, about);

    public static void Failed(this Activity? span, Exception fault) => span?.SetTag("error.type", fault.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    /// <summary>Under the given trace, linked with the one that was open; else under the open one.</summary>
    private static Activity? Start(string name, ActivityKind kind, string? traceparent)
    {
        if (!s_source.HasListeners())
            return null;
        if (!ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var parent))
            return s_source.StartActivity(name, kind);
        return s_source.StartActivity(name, kind, parent, links: Activity.Current is { IdFormat: ActivityIdFormat.W3C } open && open.TraceId != parent.TraceId ? [new(open.Context)] : null);
    }
}
