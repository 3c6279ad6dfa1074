using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Storage;

/// <param name="Times">How often this message failed, all its copies together.</param>
public sealed record QueueFailure(string Reason, int Times, DateTimeOffset LastAt);

/// <param name="What"><c>retried</c>, <c>dropped</c> or <c>resumed</c>.</param>
/// <param name="Message">As it was on its queue: ids.</param>
public sealed record QueueAct(string What, string Queue, string Message, string By, DateTimeOffset At);

/// <summary>
/// The table QueueFailures. Partition: the queue. <c>failure_{key}</c>, why a message failed last and how often; <c>act_{time}_{key}</c>, what staff did with a poisoned one.
/// The key is a hash of the message, so that all its copies share a row.
/// </summary>
public sealed class QueueFailures(ArlStorage storage, TimeProvider clock)
{
    /// <summary>Long enough for whoever looks into a poisoned message.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const string Failure = "failure_";
    private const string Act = "act_";
    private const int Attempts = 4;
    private readonly TableClient _table = storage.Table(TableNames.QueueFailures);

    public async Task Note(string queue, string key, Exception fault, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts && !await TryNote(queue, key, fault, cancel); attempt++)
        {
            // Copies of one message may fail at the same moment: each is counted.
        }
    }

    public async Task<QueueFailure?> Find(string queue, string key, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(queue, Failure + key, cancellationToken: cancel);
        return row.HasValue ? new(row.Value!.GetString("Reason"), row.Value.GetInt32("Times")!.Value, row.Value.GetDateTimeOffset("LastAt")!.Value) : null;
    }

    /// <summary>Keeps what somebody does, before it is done. The same act in the same second is one row.</summary>
    public async Task Keep(QueueAct act, string key, CancellationToken cancel) => await _table.UpsertEntityAsync(
        new TableEntity(act.Queue, $"{Act}{act.At.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}_{act.What}_{key}") { ["What"] = act.What, ["Message"] = act.Message, ["By"] = act.By, ["At"] = act.At },
        TableUpdateMode.Replace, cancel);

    /// <summary>What staff did since that moment, the newest first.</summary>
    public async Task<IReadOnlyList<QueueAct>> Acts(DateTimeOffset since, CancellationToken cancel)
    {
        var queues = await Task.WhenAll(QueueNames.All.Select(async queue => await _table.QueryAsync<TableEntity>(
            KeyRange.Of(queue, Act, $"At ge {since}"), cancellationToken: cancel).ToListAsync(cancel)));
        return [.. queues.SelectMany(rows => rows).Select(row => new QueueAct(row.GetString("What"), row.PartitionKey, row.GetString("Message"), row.GetString("By"), row.GetDateTimeOffset("At")!.Value)).OrderByDescending(act => act.At)];
    }

    /// <summary>Deletes the reasons of messages that have not failed for <see cref="Kept"/>. What staff did stays.</summary>
    public async Task Forget(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - Kept;
        foreach (var queue in QueueNames.All)
        {
            var filter = KeyRange.Of(queue, Failure, $"LastAt lt {before}");
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        }
    }

    private async Task<bool> TryNote(string queue, string key, Exception fault, CancellationToken cancel)
    {
        var known = await _table.GetEntityIfExistsAsync<TableEntity>(queue, Failure + key, cancellationToken: cancel);
        var times = known.HasValue ? known.Value!.GetInt32("Times")!.Value : 0;
        var row = new TableEntity(queue, Failure + key) { ["Reason"] = FailureReason.Of(fault), ["Exception"] = fault.GetType().Name, ["Times"] = times + 1, ["LastAt"] = clock.GetUtcNow() };
        try
        {
            if (known.HasValue)
                await _table.UpdateEntityAsync(row, known.Value!.ETag, TableUpdateMode.Replace, cancel);
            else
                await _table.AddEntityAsync(row, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }
}
