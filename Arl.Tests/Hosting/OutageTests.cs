using System.Globalization;
using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>Storage goes away under a running host, and comes back empty (this emulator keeps all in memory).</summary>
public sealed class OutageTests
{
    private const string Key = "YXJsLXRlc3Q=";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly int _port = FreePorts.InARow(3);

    internal sealed record Order(string Id);

    private sealed class Work(Calls calls)
    {
        [Function("TakeOrder")]
        public void Order([QueueTrigger("orders")] Order order) => calls.Note(order.Id);

        [Function("Often")]
        public void Often([TimerTrigger("* * * * * *")] TimerInfo timer) => calls.Note(timer.IsPastDue ? "late tick" : "tick");
    }

    private string Account => FormattableString.Invariant($"DefaultEndpointsProtocol=http;AccountName=outage;AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_port}/outage;QueueEndpoint=http://127.0.0.1:{_port + 1}/outage;TableEndpoint=http://127.0.0.1:{_port + 2}/outage;");

    private async Task<NodeProcess> StartStorage()
    {
        string[] ports = [.. Enumerable.Range(_port, 3).Select(port => port.ToString(CultureInfo.InvariantCulture))];
        var process = NodeProcess.Start(NodeTools.Azurite, ["--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", ports[0], "--queuePort", ports[1], "--tablePort", ports[2]], _ => { }, new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"outage:{Key}" });
        await LocalPorts.UntilAnswering(Enumerable.Range(_port, 3), Cancel);
        return process;
    }

    private async Task Send(string id)
    {
        var queue = new QueueClient(Account, "orders", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await queue.SendMessageAsync($$"""{"Id":"{{id}}"}""", Cancel);
    }

    [Fact]
    public async Task Queues_and_timers_wait_for_storage_say_so_once_and_go_on()
    {
        var setup = new SomeHost(Account) { Functions = [typeof(Work)] };
        using var before = await StartStorage();
        await Send("before");
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Contains("before") && setup.Calls.Noted.Contains("tick"));

        before.Kill();
        await Eventually.True(() => setup.Log.Lines.Any(line => line.StartsWith("Warning: Storage does not answer.", StringComparison.Ordinal)));
        using var after = await StartStorage();
        await Send("after");
        await Eventually.True(() => setup.Calls.Noted.Contains("after"));
        var ticks = setup.Calls.Noted.Count(note => note == "tick");
        await Eventually.True(() => setup.Calls.Noted.Count(note => note == "tick") > ticks, TimeSpan.FromSeconds(40));

        Assert.Single(setup.Log.Lines, line => line.Contains("Storage does not answer", StringComparison.Ordinal));
        Assert.Single(setup.Log.Lines, line => line.Contains("Storage answers again", StringComparison.Ordinal));
        Assert.DoesNotContain(setup.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_starts_before_its_storage_serves_pages_and_works_when_it_is_there()
    {
        var setup = new SomeHost(Account) { Functions = [typeof(Work)] };
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Log.Lines.Any(line => line.Contains("Storage does not answer", StringComparison.Ordinal)));

        using var storage = await StartStorage();
        await Send("later");

        await Eventually.True(() => setup.Calls.Noted.Contains("later"));
    }
}
