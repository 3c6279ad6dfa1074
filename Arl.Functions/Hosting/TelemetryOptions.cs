using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Hosting;

/// <summary>What is told to whoever collects traces: the settings <c>Telemetry:…</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The share of traces that are kept, 0 to 1; all processes decide alike by the trace's id, so that a trace is kept whole.</summary>
    public double SampleRatio { get; set; } = 1;

    /// <summary>Whether each call to storage is a span too: for a while, to see where time goes.</summary>
    public bool StorageCalls { get; set; }

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection("Telemetry"))
            .Validate(options => options.SampleRatio is >= 0 and <= 1, "Set Telemetry:SampleRatio to the share of traces that are kept, from 0 to 1.")
            .CheckAtStart();
}
