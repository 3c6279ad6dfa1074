using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Arl.Functions.Storage;

/// <summary>
/// The one storage account, reached by the setting that the triggers use: <c>AzureWebJobsStorage</c> (a connection string, as locally)
/// or <c>AzureWebJobsStorage__accountName</c> (an identity, as in Azure; <c>AzureWebJobsStorage__clientId</c> says which).
/// </summary>
public sealed class ArlStorage
{
    private readonly Func<string, TableClient> _tables;
    private readonly Func<string, QueueClient> _queues;
    private readonly Func<string, QueueClient> _rawQueues;
    private readonly Func<string, BlobContainerClient> _containers;

    public ArlStorage(string connectionString, StorageClientOptions? options = null)
        : this(options ?? new StorageClientOptions(), clients => new(connectionString, clients.Tables), queues => new(connectionString, queues), clients => new(connectionString, clients.Blobs))
    {
    }

    public ArlStorage(string accountName, TokenCredential credential, StorageClientOptions? options = null)
        : this(
            options ?? new StorageClientOptions(),
            clients => new(new Uri($"https://{accountName}.table.core.windows.net"), credential, clients.Tables),
            queues => new(new Uri($"https://{accountName}.queue.core.windows.net"), credential, queues),
            clients => new(new Uri($"https://{accountName}.blob.core.windows.net"), credential, clients.Blobs))
    {
    }

    /// <summary>Clients of whatever kind: for storage in memory.</summary>
    internal ArlStorage(Func<string, TableClient> tables, Func<string, QueueClient> queues, Func<string, QueueClient> rawQueues, Func<string, BlobContainerClient> containers) =>
        (_tables, _queues, _rawQueues, _containers) = (tables, queues, rawQueues, containers);

    private ArlStorage(StorageClientOptions options, Func<StorageClientOptions, TableServiceClient> tables, Func<QueueClientOptions, QueueServiceClient> queues, Func<StorageClientOptions, BlobServiceClient> blobs)
        : this(tables(options).GetTableClient, queues(options.Queues).GetQueueClient, queues(options.RawQueues).GetQueueClient, blobs(options).GetBlobContainerClient)
    {
    }

    /// <exception cref="InvalidOperationException">Neither form of the setting is there.</exception>
    public static ArlStorage From(IConfiguration configuration)
    {
        if (configuration["AzureWebJobsStorage"] is { Length: > 0 } connectionString)
            return new(connectionString);
        if (configuration["AzureWebJobsStorage:accountName"] is { Length: > 0 } accountName)
            return new(accountName, Credential(configuration["AzureWebJobsStorage:clientId"]));
        throw new InvalidOperationException("No storage is configured. Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__accountName to an account that the app's identity may use.");
    }

    /// <summary>The identity that the triggers use, asked for by name: no other that happens to be at hand, and no time lost in looking for one.</summary>
    private static TokenCredential Credential(string? clientId) =>
        clientId is { Length: > 0 } ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)) : new DefaultAzureCredential();

    public TableClient Table(string name) => _tables(name);

    public QueueClient Queue(string name) => _queues(name);

    /// <summary>The messages as they are: what is poisoned may be no base64, which the other clients cannot read.</summary>
    public QueueClient RawQueue(string name) => _rawQueues(name);

    public BlobContainerClient Container(string name) => _containers(name);

    /// <summary>Creates what is missing: the local host and tests call it; in Azure infra/main.bicep has done it.</summary>
    public async Task CreateMissing(CancellationToken cancel)
    {
        await Task.WhenAll(
        [
            .. TableNames.All.Select(name => (Task)Table(name).CreateIfNotExistsAsync(cancel)),
            .. QueueNames.All.Select(name => (Task)Queue(name).CreateIfNotExistsAsync(cancellationToken: cancel)),
            .. ContainerNames.All.Select(name => (Task)Container(name).CreateIfNotExistsAsync(cancellationToken: cancel)),
        ]);
    }
}

/// <summary>The SDK clients' options: retries that give up in seconds (a queue message comes again anyway), base64 messages as the queue trigger reads them.</summary>
public sealed class StorageClientOptions
{
    public StorageClientOptions()
    {
        foreach (var options in new ClientOptions[] { Tables, Queues, RawQueues, Blobs })
        {
            options.Retry.MaxRetries = 3;
            options.Retry.Delay = TimeSpan.FromMilliseconds(200);
            options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
            options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        }
    }

    public TableClientOptions Tables { get; } = new();

    public QueueClientOptions Queues { get; } = new() { MessageEncoding = QueueMessageEncoding.Base64 };

    /// <summary>For what may be no base64.</summary>
    public QueueClientOptions RawQueues { get; } = new() { MessageEncoding = QueueMessageEncoding.None };

    public BlobClientOptions Blobs { get; } = new();
}
