using System.Diagnostics;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Arl.Functions.Hosting;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, the same for both hosts (decision 24): to Application Insights where <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set, to any collector where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is, and to an exporter of spans that the host has registered. Where there is none of them nothing is built, and the spans and metrics cost nothing.
/// </summary>
internal static class Telemetry
{
    internal const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    internal const string AzureMonitorIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    internal const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The worker's own: one for each call of a function in Azure.</summary>
    private const string WorkersSource = "Microsoft.Azure.Functions.Worker";

    private const string ServiceName = "arl";

    private static readonly string[] s_leftOut = ["/assets", "/api/health"];

    /// <summary>Whether somebody collects what the network tells of itself.</summary>
    public static bool IsCollected(IConfiguration configuration) => IsSet(configuration, AzureMonitor) || IsSet(configuration, Collector);

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        TelemetryOptions.Add(services, configuration);
        var (azure, collector, own) = (IsSet(configuration, AzureMonitor), IsSet(configuration, Collector), services.Any(service => service.ServiceType == typeof(BaseExporter<Activity>)));
        if (!azure && !collector && !own)
            return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["WEBSITE_SITE_NAME"] ?? ServiceName, serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"]))
            .WithTracing(traces => Trace(traces, own));
        if (!azure && !collector)
            return;
        telemetry.WithMetrics(metrics => metrics.AddMeter(Measures.MeterName))
            .WithLogging(_ => { }, logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, false)); // A scope may hold an address.
        if (azure)
            telemetry.UseAzureMonitorExporter(exporter => ToAzure(exporter, configuration));
        if (collector)
            telemetry.UseOtlpExporter();
    }

    private static void Trace(TracerProviderBuilder traces, bool own)
    {
        traces.AddSource(Spans.SourceName, WorkersSource).AddAspNetCoreInstrumentation(http => http.Filter = IsWorthASpan).AddHttpClientInstrumentation()
            .SetSampler(provider => Sampler(provider.GetRequiredService<IOptions<TelemetryOptions>>().Value.SampleRatio))
            .AddProcessor(new SpanPrivacy()); // Before every exporter.
        traces.ConfigureServices(services => services.AddOptions<OpenTelemetry.Instrumentation.Http.HttpClientTraceInstrumentationOptions>()
            .Configure<IOptions<TelemetryOptions>>((http, options) => http.FilterHttpRequestMessage = call => options.Value.StorageCalls || !call.Headers.Contains("x-ms-version"))); // Which every call to Azure's storage has.
        if (own)
            traces.AddProcessor(provider => new SimpleActivityExportProcessor(provider.GetRequiredService<BaseExporter<Activity>>()));
    }

    /// <summary>Its exporter brings a sampler of its own, which goes by the trace's id too and tells for how many a kept one stands; left alone it would keep five traces a second.</summary>
    private static void ToAzure(AzureMonitorExporterOptions exporter, IConfiguration configuration)
    {
        (exporter.ConnectionString, exporter.Credential, exporter.EnableLiveMetrics) = (configuration[AzureMonitor], Identity(configuration), false);
        (exporter.TracesPerSecond, exporter.SamplingRatio) = (null, configuration.GetValue("Telemetry:SampleRatio", 1f));
    }

    /// <summary>By the trace's id alone: what a stranger says in a header of theirs makes us keep nothing.</summary>
    private static ParentBasedSampler Sampler(double ratio)
    {
        var share = new TraceIdRatioBasedSampler(ratio);
        return new(share, remoteParentSampled: share, remoteParentNotSampled: share);
    }

    /// <summary>Files of the pages, and the probes of whoever watches us, are not worth one.</summary>
    private static bool IsWorthASpan(HttpContext http) => !Array.Exists(s_leftOut, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>As the Functions host reads the setting: <c>Authorization=AAD;ClientId=…</c>, without a client id for the app's own identity.</summary>
    private static ManagedIdentityCredential? Identity(IConfiguration configuration)
    {
        var parts = (configuration[AzureMonitorIdentity] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("Authorization", out var how) || !how.Equals("AAD", StringComparison.OrdinalIgnoreCase))
            return null;
        return new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var client) ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned);
    }

    private static bool IsSet(IConfiguration configuration, string name) => !string.IsNullOrWhiteSpace(configuration[name]);
}
