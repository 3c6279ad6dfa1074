using System.Globalization;

namespace Arl.Functions.Hosting.Local.Traces;

/// <summary>One trace as lines: who caused what, when it began after the first, how long it took, and what its tags say.</summary>
internal static class TraceTree
{
    private const int Indent = 3;
    private const int NameWidth = 48;

    public static IEnumerable<string> Lines(IReadOnlyList<KeptSpan> trace)
    {
        var known = trace.Select(span => span.Span).ToHashSet(StringComparer.Ordinal);
        var began = trace.Min(span => span.Start);
        var children = trace.ToLookup(span => span.Parent is { } parent && known.Contains(parent) ? parent : "", StringComparer.Ordinal);
        return trace.Select(span => span.Trace).Distinct(StringComparer.Ordinal).Select(id => $"trace {id}").Concat(Below("", depth: 0));

        IEnumerable<string> Below(string parent, int depth) =>
            children[parent].OrderBy(span => span.Start).SelectMany(span => Below(span.Span, depth + 1).Prepend(Line(span, depth, began)));
    }

    private static string Line(KeptSpan span, int depth, DateTime began) => string.Create(CultureInfo.InvariantCulture,
        $"{(span.Start - began).TotalMilliseconds,6:0} ms {span.Milliseconds,7:0.0} ms  {new string(' ', depth * Indent) + span.Name + (span.Failed ? " FAILED" : ""),-NameWidth} {span.Kind.ToLowerInvariant(),-8} {string.Join("  ", Told(span))}").TrimEnd();

    private static IEnumerable<string> Told(KeptSpan span) =>
        from tag in span.Tags
        where tag.Key.StartsWith("arl.", StringComparison.Ordinal) || tag.Key is "http.response.status_code" or "error.type"
        select tag.Value;
}
