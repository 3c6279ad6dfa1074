using Arl.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arl.Functions.Hosting.Health;

/// <summary>Whether one service of the storage answers: each is asked for the least thing that it has.</summary>
internal sealed class StorageCheck(Func<CancellationToken, Task> ask) : IHealthCheck
{
    public static StorageCheck OfTables(ArlStorage storage) => new(cancel => storage.Table(TableNames.Requests).GetEntityIfExistsAsync<TableEntity>("health", "health", ["RowKey"], cancel));

    public static StorageCheck OfQueues(ArlStorage storage) => new(cancel => storage.RawQueue(QueueNames.OutgoingEmail).PeekMessageAsync(cancel));

    public static StorageCheck OfBlobs(ArlStorage storage) => new(cancel => storage.Container(ContainerNames.Schools).GetBlobClient("health").ExistsAsync(cancel));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ask(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
