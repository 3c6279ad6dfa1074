using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Arl.Tests.Support;

/// <summary>One real Azurite for the whole run, in memory, started when the first test needs it. Each test takes an account of its own, so that tests never see each other's rows.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const int Accounts = 2000;
    private const string Key = "YXJsLXRlc3Q=";
    private static int s_account;
    private readonly int[] _ports = [FreePort(), FreePort(), FreePort()];
    private readonly Lazy<Task<NodeProcess>> _process;

    public Azurite() => _process = new(() => Task.Run(Start)); // Not by the test's own context, which may be waiting for it.

    /// <summary>A connection string to an account that no other test uses.</summary>
    public string NewAccount()
    {
        _process.Value.GetAwaiter().GetResult();
        var account = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref s_account):D4}");
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{_ports[0]}/{account};QueueEndpoint=http://127.0.0.1:{_ports[1]}/{account};TableEndpoint=http://127.0.0.1:{_ports[2]}/{account};";
    }

    /// <summary>An empty account with every table, queue and container.</summary>
    public async Task<ArlStorage> NewStorage()
    {
        var storage = new ArlStorage(NewAccount());
        await storage.CreateMissing(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>The npm packages, which others than Azurite want too.</summary>
    public ValueTask InitializeAsync()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.IsValueCreated)
            return;
        using var process = await _process.Value;
        await process.Stop(TimeSpan.FromSeconds(5));
    }

    private async Task<NodeProcess> Start()
    {
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var process = NodeProcess.Start(
            NodeTools.Azurite,
            ["--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", $"{_ports[0]}", "--queuePort", $"{_ports[1]}", "--tablePort", $"{_ports[2]}"],
            said.Enqueue,
            new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"test{n:D4}:{Key}")) });
        await Eventually.True(() => said.Count(line => line.Contains("successfully listening", StringComparison.Ordinal)) == 3 || process.HasExited, TimeSpan.FromSeconds(60));
        return process.HasExited ? throw new InvalidOperationException("Azurite stopped: " + string.Join(Environment.NewLine, said)) : process;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
