using System.Diagnostics;
using System.Globalization;

namespace Arl.Functions.Hosting.Local.Traces;

/// <summary>A finished span as a line of the file of traces.</summary>
internal sealed record KeptSpan(string Trace, string Span, string? Parent, string Name, string Kind, DateTime Start, double Milliseconds, bool Failed, IReadOnlyDictionary<string, string> Tags)
{
    public static KeptSpan Of(Activity span) => new(
        span.TraceId.ToHexString(), span.SpanId.ToHexString(), span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(), span.DisplayName, span.Kind.ToString(), span.StartTimeUtc, span.Duration.TotalMilliseconds,
        span.Status == ActivityStatusCode.Error, span.TagObjects.ToDictionary(tag => tag.Key, tag => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal));
}
