using System.Diagnostics;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Arl.Tests.Hosting;

[Collection(nameof(Journeys.Journeys))] // Its listeners hear the whole process.
public sealed class TelemetryTests
{
    private const string Connection = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://telemetry.example/";

    private static IServiceCollection Services(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        Telemetry.Add(services, configuration);
        return services;
    }

    [Fact]
    public void Where_nobody_collects_nothing_is_built()
    {
        var services = Services();

        Assert.DoesNotContain(services, service => service.ServiceType == typeof(TracerProvider) || service.ServiceType == typeof(MeterProvider) || service.ServiceType == typeof(LoggerProvider));
    }

    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", Connection)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317")]
    public void Whoever_collects_gets_traces_metrics_and_logs(string setting, string value)
    {
        using var provider = Services((setting, value), ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD")).BuildServiceProvider();

        Assert.NotNull(provider.GetService<TracerProvider>());
        Assert.NotNull(provider.GetService<MeterProvider>());
        Assert.NotNull(provider.GetService<LoggerProvider>());
    }

    [Theory]
    [InlineData("0.2", null)]
    [InlineData("0", null)]
    [InlineData("1.5", "Set Telemetry:SampleRatio to the share of traces that are kept, from 0 to 1.")]
    [InlineData("-1", "Set Telemetry:SampleRatio to the share of traces that are kept, from 0 to 1.")]
    public void The_share_of_traces_is_a_share(string ratio, string? wrong)
    {
        using var provider = Services(("Telemetry:SampleRatio", ratio)).BuildServiceProvider();

        var fault = Record.Exception(() => provider.GetRequiredService<IOptions<TelemetryOptions>>().Value);

        Assert.Equal(wrong, (fault as OptionsValidationException)?.Failures.Single());
    }

    [Fact]
    public void A_span_says_only_what_it_may()
    {
        using var span = new Activity("GET /requests/ARL-7K3F-9QZ2/secret").SetIdFormat(ActivityIdFormat.W3C).Start()
            .SetTag("url.path", "/requests/ARL-7K3F-9QZ2/secret").SetTag("url.query", "?q=ana").SetTag("url.full", "https://help.example/act/secret").SetTag("client.address", "203.0.113.7").SetTag("user_agent.original", "Ana's phone")
            .SetTag("http.request.method", "GET").SetTag("http.route", "/requests/{reference}/{token}").SetTag("http.response.status_code", 200).SetStatus(ActivityStatusCode.Error, "ana@mesa.example");
        using var privacy = new SpanPrivacy();

        privacy.OnEnd(span);

        Assert.Equal(["http.request.method", "http.response.status_code", "http.route"], span.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
