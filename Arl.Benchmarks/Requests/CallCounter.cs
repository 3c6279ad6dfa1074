using System.Collections.Concurrent;
using System.Text;
using Arl.Functions.Storage;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Arl.Benchmarks.Requests;

/// <summary>A call to storage as the wire saw it. <paramref name="By"/>: us, or the host that brings our messages.</summary>
internal sealed record WireCall(string Phase, string By, string Kind, string Resource)
{
    public bool IsOfQueue => QueueNames.All.Contains(Resource);
}

/// <summary>Counts every call to storage below the SDK's retries, so that each try counts.</summary>
internal sealed class CallCounter
{
    private readonly ConcurrentDictionary<WireCall, int> _counts = new();

    /// <summary>What is being done; a step of the one request that is counted.</summary>
    public string Phase { get; set; } = "";

    public IReadOnlyList<(WireCall Call, int Count)> Counts => [.. _counts.Select(one => (one.Key, one.Value))];

    /// <summary>The SDK's options with a counter on every client.</summary>
    public StorageClientOptions Options(string by)
    {
        var options = new StorageClientOptions();
        foreach (var client in new ClientOptions[] { options.Tables, options.Queues, options.RawQueues, options.Blobs })
            client.AddPolicy(new Policy(this, by), HttpPipelinePosition.PerRetry);
        return options;
    }

    public void Forget() => _counts.Clear();

    public int Of(Func<WireCall, bool> which) => _counts.Where(one => which(one.Key)).Sum(one => one.Value);

    private sealed class Policy(CallCounter counter, string by) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Storage is called asynchronously.");

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            counter._counts.AddOrUpdate(Read(counter.Phase, by, message.Request), 1, (_, count) => count + 1);
            return ProcessNextAsync(message, pipeline);
        }

        private static WireCall Read(string phase, string by, Request request)
        {
            var path = request.Uri.ToUri().AbsolutePath.Split('/', 3)[^1];
            var (resource, rest) = path.IndexOfAny(['(', '/']) is > 0 and var end ? (path[..end], path[end..]) : (path, "");
            if (path == "$batch")
                return new(phase, by, "transaction", TableOf(request));
            return new(phase, by, (request.Method.ToString(), rest) switch
            {
                ("GET", "()") => "query",
                ("GET", "/messages") => "receive",
                ("POST", "/messages") => "enqueue",
                (var verb, _) => verb.ToLowerInvariant(),
            }, resource);
        }

        /// <summary>Every action of a transaction is on one table.</summary>
        private static string TableOf(Request request)
        {
            using var body = new MemoryStream();
            request.Content!.WriteTo(body, CancellationToken.None);
            var text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, 2_000));
            return TableNames.All.Where(name => text.Contains($"/{name}", StringComparison.Ordinal)).MaxBy(name => name.Length) ?? "?";
        }
    }
}
