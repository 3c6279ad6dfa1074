using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Requests;

/// <summary>Gives index rows to requests of before there were any, or of an earlier form; row <c>index/done</c> says when all had theirs.</summary>
public sealed partial class RequestIndexRepair(ArlStorage storage, RequestsTable requests, TimeProvider clock, ILogger<RequestIndexRepair> log)
{
    private const string Partition = "index";
    private const string Row = "done";
    private const int MostTries = 50;
    private static readonly TimeSpan s_each = TimeSpan.FromHours(24);
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    /// <summary>Looks once a day, and at once where the rows' form is new.</summary>
    public async Task IfDue(CancellationToken cancel)
    {
        var done = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancel);
        var now = clock.GetUtcNow();
        if (done.HasValue && done.Value!.GetInt32("Version") == RequestIndexRow.Version && now - done.Value.GetDateTimeOffset("At") < s_each)
            return;
        await Repair(cancel);
        await _table.UpsertEntityAsync(new TableEntity(Partition, Row) { ["Version"] = RequestIndexRow.Version, ["At"] = now }, TableUpdateMode.Replace, cancel);
    }

    /// <summary>Answers how many requests it wrote rows for.</summary>
    public async Task<int> Repair(CancellationToken cancel)
    {
        var repaired = (await Task.WhenAll(RequestKeys.Partitions.Select(partition => Repair(partition, cancel)))).Sum();
        if (repaired > 0)
            Repaired(repaired);
        return repaired;
    }

    private async Task<int> Repair(string partition, CancellationToken cancel)
    {
        // The rows of the index first: a request that comes in between is seen without its rows, and is looked at once more than needed.
        var indexed = await _table.QueryAsync<TableEntity>(KeyRange.Of(partition, "index_", $"Version eq {RequestIndexRow.Version}"), select: ["RowKey"], cancellationToken: cancel)
            .Select(row => row.RowKey).ToHashSetAsync(StringComparer.Ordinal, cancel);
        var repaired = 0;
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(partition, RequestKeys.RequestPrefix), select: ["RowKey", "ReceivedAt", "NeedIndex"], cancellationToken: cancel))
        {
            var reference = RequestKeys.ReferenceOf(row.RowKey);
            if (!RequestIndexRow.KeysOf(reference, row.GetDateTimeOffset("ReceivedAt")!.Value, row.GetDouble("NeedIndex")!.Value).All(indexed.Contains))
                repaired += await Write(reference, cancel) ? 1 : 0;
        }
        return repaired;
    }

    /// <summary>The request is written as it is beside its rows: where it changes meanwhile they are not written, or they would say what is no longer so.</summary>
    private async Task<bool> Write(Reference reference, CancellationToken cancel)
    {
        for (var tries = 1; await requests.Get(reference, cancel) is { } stored; tries++)
        {
            try
            {
                await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, RequestRow.Write(stored.Request), stored.ETag), .. RequestIndexRow.Whole(stored.Request)], cancel);
                return true;
            }
            catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed) && tries < MostTries)
            {
                // Read again: somebody was faster, or the SDK's retry met its own success.
            }
        }
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Requests} requests were given their rows of the index.")]
    private partial void Repaired(int requests);
}
