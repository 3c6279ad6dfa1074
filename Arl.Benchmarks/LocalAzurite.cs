using System.Net;
using System.Net.Sockets;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Storage;

namespace Arl.Benchmarks;

/// <summary>An Azurite of this run alone, in memory, on free ports.</summary>
internal sealed class LocalAzurite : IAsyncDisposable
{
    private const string Account = "bench";
    private const string Key = "YXJsLWJlbmNo";
    private readonly NodeProcess _process;

    private LocalAzurite(NodeProcess process, ArlStorage storage)
    {
        _process = process;
        Storage = storage;
    }

    public ArlStorage Storage { get; }

    public static async Task<LocalAzurite> Start()
    {
        NodeTools.EnsureInstalled(Console.WriteLine);
        int[] ports = [FreePort(), FreePort(), FreePort()];
        using var ready = new CountdownEvent(3);
        var process = NodeProcess.Start(
            NodeTools.Azurite,
            ["--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"],
            line => { if (line.Contains("successfully listening", StringComparison.Ordinal)) ready.Signal(); },
            new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" });
        if (!await Task.Run(() => ready.Wait(TimeSpan.FromSeconds(60))))
            throw new InvalidOperationException("Azurite did not start.");
        return new(process, new ArlStorage(
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
            + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};"));
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
