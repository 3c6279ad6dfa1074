using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Arl.Functions.Hosting.Health;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class HealthTests : IDisposable
{
    private const string AllWell = """{"status":"pass","checks":{"tables":{"status":"pass"},"queues":{"status":"pass"},"blobs":{"status":"pass"},"mail":{"status":"pass"},"directory":{"status":"pass"},"outbox":{"status":"pass"}}}""";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string?> _settings = [];

    public HealthTests()
    {
        _listener.Start();
        _settings["Mail:Smtp:Port"] = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Where_all_is_well_it_is_ready_and_says_of_what()
    {
        await using var site = await Site.Start(settings: _settings);

        using var ready = await site.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Site.Cancel);

        Assert.Equal((HttpStatusCode.OK, "application/health+json", "no-store"), (ready.StatusCode, ready.Content.Headers.ContentType!.MediaType, ready.Headers.CacheControl!.ToString()));
        Assert.Equal(AllWell, await ready.Content.ReadAsStringAsync(Site.Cancel));
    }

    [Fact]
    public async Task Asking_often_asks_storage_once_in_five_seconds()
    {
        await using var network = await TestNetwork.Start(_settings);
        var readiness = network.Get<Readiness>();
        var first = await readiness.Check(Site.Cancel);
        await network.Storage.Table(TableNames.Requests).DeleteAsync(Site.Cancel);

        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => readiness.Check(Site.Cancel)));
        network.Clock.Advance(Readiness.Kept);
        var later = await readiness.Check(Site.Cancel);

        Assert.All(again, report => Assert.Same(first, report));
        Assert.NotSame(first, later);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_a_warning_since_requests_are_still_taken()
    {
        await using var site = await Site.Start(settings: _settings);
        _listener.Stop();

        using var ready = await site.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Site.Cancel);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(AllWell.Replace("""{"status":"pass","checks""", """{"status":"warn","checks""", StringComparison.Ordinal).Replace("""mail":{"status":"pass""", """mail":{"status":"warn""", StringComparison.Ordinal), await ready.Content.ReadAsStringAsync(Site.Cancel));
    }

    [Fact]
    public async Task Work_that_stays_owed_for_half_an_hour_is_not_well()
    {
        await using var site = await Site.Start(settings: _settings);
        site.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("421");
        await site.Post(SomeJson.Request);
        await site.Network.Settle();
        using (var before = await site.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Site.Cancel))
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        site.Network.Clock.Advance(TimeSpan.FromMinutes(31));
        using var after = await site.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Site.Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, after.StatusCode);
        Assert.Contains(""""outbox":{"status":"fail"}"""", await after.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_storage_that_never_says_a_word_it_answers_in_time_that_it_is_not_ready_and_no_fault_is_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/silent");
        await using var site = await Site.Start(services => services.AddSingleton(new ArlStorage($"DefaultEndpointsProtocol=http;AccountName=silent;AccountKey=YXJsLXRlc3Q=;BlobEndpoint={address};QueueEndpoint={address};TableEndpoint={address};")), _settings);
        var clock = Stopwatch.StartNew();

        using var alive = await site.Http.GetAsync(new Uri("api/health", UriKind.Relative), Site.Cancel);
        using var ready = await site.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), Site.Cancel);

        Assert.Equal("""{"status":"pass"}""", await alive.Content.ReadAsStringAsync(Site.Cancel));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"status":"fail","checks":{"tables":{"status":"fail"},"queues":{"status":"fail"},"blobs":{"status":"fail"},"mail":{"status":"pass"},"directory":{"status":"fail"},"outbox":{"status":"fail"}}}""", await ready.Content.ReadAsStringAsync(Site.Cancel));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}."); // Five seconds on a machine that is not busy.
    }
}
