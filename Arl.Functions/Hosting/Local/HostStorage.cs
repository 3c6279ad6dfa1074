using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Arl.Functions.Hosting.Local;

/// <summary>The account of <c>AzureWebJobsStorage</c> as the host itself uses it: raw messages, since it must see those that are not base64, and no retries, since it has its own.</summary>
internal sealed class HostStorage
{
    public const string Container = "azure-webjobs-hosts";
    private readonly QueueServiceClient _queues;

    public HostStorage(IConfiguration configuration)
    {
        var account = configuration["AzureWebJobsStorage"] is { Length: > 0 } setting
            ? setting
            : throw new LocalStartException("No storage is configured. Set AzureWebJobsStorage to a connection string.");
        _queues = new(account, WithoutRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }));
        Blobs = new BlobServiceClient(account, WithoutRetries(new BlobClientOptions())).GetBlobContainerClient(Container);
    }

    /// <summary>Where the real host keeps its leases and the timers' states too.</summary>
    public BlobContainerClient Blobs { get; }

    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    private static T WithoutRetries<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }
}
