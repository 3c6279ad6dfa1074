using System.Net;
using System.Net.Sockets;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Storage;

namespace Arl.Benchmarks;

/// <summary>An Azurite of this run alone, in memory, on free ports.</summary>
internal sealed class LocalAzurite : IAsyncDisposable
{
    private static readonly string[] s_accounts = ["bench", "bench2", "bench3", "bench4"];
    private readonly Func<string, string> _connection;
    private int _used;
    private const string Key = "YXJsLWJlbmNo";
    private readonly NodeProcess _process;

    private LocalAzurite(NodeProcess process, Func<string, string> connection)
    {
        (_process, _connection) = (process, connection);
        Storage = new(NewAccount());
    }

    public ArlStorage Storage { get; }

    /// <summary>The connection string of an account that nobody has used, with all tables and queues yet to be made; there are a few.</summary>
    public string NewAccount() => _connection(s_accounts[_used++]);

    public static async Task<LocalAzurite> Start()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        int[] ports = [FreePort(), FreePort(), FreePort()];
        using var ready = new CountdownEvent(3);
        var process = NodeProcess.Start(
            NodeTools.Azurite,
            ["--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"],
            line => { if (line.Contains("successfully listening", StringComparison.Ordinal)) ready.Signal(); },
            new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = string.Join(';', s_accounts.Select(account => $"{account}:{Key}")) });
        if (!await Task.Run(() => ready.Wait(TimeSpan.FromSeconds(60))))
            throw new InvalidOperationException("Azurite did not start.");
        return new(process, account => $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports[0]}/{account};"
            + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{account};TableEndpoint=http://127.0.0.1:{ports[2]}/{account};");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.Stop(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
