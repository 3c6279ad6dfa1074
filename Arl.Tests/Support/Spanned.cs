using System.Collections.Concurrent;
using System.Diagnostics;
using Arl.Functions.Hosting;

namespace Arl.Tests.Support;

/// <summary>Listens to our spans of one trace, whose first span is open while this is: other tests, which run beside it, see nothing of it.</summary>
internal sealed class Spanned : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spanned()
    {
        Root = new Activity("POST /requests").SetIdFormat(ActivityIdFormat.W3C).Start();
        Root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Spans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> asked) => asked.TraceId == Root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span => { if (span.TraceId == Root.TraceId) _ended.Enqueue(span); },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Activity Root { get; }

    public IReadOnlyList<Activity> Ended => [.. _ended.OrderBy(span => span.StartTimeUtc)];

    /// <summary>The work that this led to, each with what led to it: <c>process match-requests &lt; POST /requests</c>.</summary>
    public IReadOnlyList<string> Tree
    {
        get
        {
            var names = Ended.Append(Root).ToDictionary(span => span.SpanId, span => span.DisplayName);
            return [.. Ended.Select(span => $"{span.DisplayName} < {names[span.ParentSpanId]}").Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Root.Dispose();
    }
}
