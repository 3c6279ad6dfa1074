using System.Diagnostics.Metrics;

namespace Arl.Functions.Hosting;

/// <summary>What the network counts of itself, the meter <c>Arl</c>. The names are those that the alerts go by (infra/, docs/runbook.md). No tag names a person, a school or a request.</summary>
internal static class Measures
{
    public const string MeterName = "Arl";

    internal static readonly Meter Meter = new(MeterName);
}
