using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Arl.Functions.Hosting;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>What really leaves for Application Insights: its exporter, with a wire of ours.</summary>
[Collection(nameof(Journeys.Journeys))] // Its listeners hear the whole process.
public sealed class TelemetryExportTests : IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task A_span_leaves_without_what_may_name_anybody()
    {
        await using var services = await Services();
        var traces = services.GetRequiredService<TracerProvider>();

        foreach (var _ in Enumerable.Range(0, 40))
            Span();
        traces.ForceFlush();

        var sent = string.Concat(_wire.Sent);
        Assert.Equal(40, sent.Split("\"name\":\"send outgoing-email\"").Length - 1); // None is left out: the share of traces is ours to set.
        Assert.DoesNotContain("secret", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ana@", sent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task One_that_is_kept_of_two_says_that_it_stands_for_two()
    {
        await using var services = await Services(("Telemetry:SampleRatio", "0.5"));
        var traces = services.GetRequiredService<TracerProvider>();

        foreach (var _ in Enumerable.Range(0, 40))
            Span();
        traces.ForceFlush();

        var sent = string.Concat(_wire.Sent);
        Assert.Contains("send outgoing-email", sent, StringComparison.Ordinal);
        Assert.Contains("\"sampleRate\":50", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_traces_only_the_share_that_was_set_leaves()
    {
        await using var services = await Services(("Telemetry:SampleRatio", "0"));
        var traces = services.GetRequiredService<TracerProvider>();

        Span();
        traces.ForceFlush();

        Assert.DoesNotContain("send outgoing-email", string.Concat(_wire.Sent), StringComparison.Ordinal);
    }

    private static void Span()
    {
        Activity.Current = null;
        using var span = Spans.Send("outgoing-email");
        span?.SetTag("url.path", "/requests/ARL-7K3F-9QZ2/secret").SetTag("url.full", "https://help.example/act/secret?q=ana@mesa.example").SetTag("http.target", "/act/secret").SetTag("enduser.id", "ana@mesa.example").SetStatus(ActivityStatusCode.Error, "ana@mesa.example");
    }

    private async Task<ServiceProvider> Services(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([
            new(Telemetry.AzureMonitor, $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint=http://telemetry.invalid/"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        Telemetry.Add(services, configuration);
        services.Configure<AzureMonitorExporterOptions>(exporter => (exporter.Transport, exporter.DisableOfflineStorage) = (new HttpClientTransport(new HttpClient(_wire)), true));
        var provider = services.BuildServiceProvider();
        foreach (var hosted in provider.GetServices<IHostedService>())
            await hosted.StartAsync(TestContext.Current.CancellationToken); // Which is when the exporter comes in, after every processor.
        return provider;
    }

    private sealed class Wire : HttpMessageHandler
    {
        public ConcurrentQueue<string> Sent { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await using var body = await request.Content!.ReadAsStreamAsync(cancellationToken);
            await using var plain = request.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body;
            using var reader = new StreamReader(plain, Encoding.UTF8);
            Sent.Enqueue(await reader.ReadToEndAsync(cancellationToken));
            return new(HttpStatusCode.OK) { Content = new StringContent("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""") };
        }
    }
}
