using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Storage;

/// <summary>Where an outbox row is.</summary>
public sealed record OwedAt(string Table, string Partition, string RowKey);

/// <summary>An outbox row as staff see it. Stopped: a person said that it shall not be sent again.</summary>
/// <param name="Key">Of its message, the same that it has once it is poisoned.</param>
/// <param name="Since">When a change last owed it.</param>
public sealed record OwedRow(OwedAt At, string Queue, string Body, string Key, DateTimeOffset Since, DateTimeOffset? StoppedAt, string? StoppedBy, ETag ETag)
{
    public bool IsStopped => StoppedAt is not null;
}

/// <summary>
/// What the outbox rows of all tables owe, and a person's say over them. A stopped row is kept, due at <see cref="Never"/>, so the sweep passes it by at no cost; a change that owes the same work
/// anew writes the row anew, and it is stopped no longer.
/// </summary>
public sealed class OwedWork(ArlStorage storage, IEnumerable<OutboxTable> tables, Outbox outbox, TimeProvider clock)
{
    /// <summary>Within what the table service can hold.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private const int Attempts = 5;

    public async Task<IReadOnlyList<OwedRow>> All(CancellationToken cancel)
    {
        var partitions = await Task.WhenAll(tables.SelectMany(table => table.Partitions, (table, partition) => (table.Table, partition)).Select(async place =>
            (await storage.Table(place.Table).QueryAsync<TableEntity>(KeyRange.Of(place.partition, OutboxMessage.Prefix), cancellationToken: cancel).ToListAsync(cancel)).Select(row => Row(place.Table, row))));
        return [.. partitions.SelectMany(rows => rows)];
    }

    /// <summary>The rows that owe this message: one, or none where it was done meanwhile.</summary>
    public async Task<IReadOnlyList<OwedRow>> For(string queue, string key, CancellationToken cancel) => [.. (await All(cancel)).Where(row => row.Queue == queue && row.Key == key)];

    /// <summary>The sweep sends this message no more, until somebody resumes it.</summary>
    public async Task Stop(string queue, string key, string by, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var going = (await For(queue, key, cancel)).Where(row => !row.IsStopped).ToList();
            foreach (var row in going)
                await TryWrite(row.At, new() { ["NextAt"] = Never, ["StoppedAt"] = clock.GetUtcNow(), ["StoppedBy"] = by }, TableUpdateMode.Merge, row.ETag, cancel);
            if (going.Count == 0)
                return;
        }
        throw new InvalidOperationException($"Work of {queue} was being sent again {Attempts} times while it was to be stopped.");
    }

    /// <summary>Stopped work goes on: it is owed as if new. Its message is sent at once, or else by the sweep. False where it is not stopped, or gone.</summary>
    public async Task<bool> Resume(OwedAt at, CancellationToken cancel)
    {
        if (!tables.Any(table => table.Table == at.Table && table.Partitions.Contains(at.Partition)) || !at.RowKey.StartsWith(OutboxMessage.Prefix, StringComparison.Ordinal))
            return false;
        var found = await storage.Table(at.Table).GetEntityIfExistsAsync<TableEntity>(at.Partition, at.RowKey, cancellationToken: cancel);
        if (!found.HasValue || found.Value!.GetDateTimeOffset("NextAt") != Never)
            return false;
        var row = found.Value;
        (row["NextAt"], row["DueAt"], row["Tries"]) = (clock.GetUtcNow() + OutboxSchedule.FirstWait, clock.GetUtcNow(), 0);
        row.Remove("StoppedAt");
        row.Remove("StoppedBy");
        if (!await TryWrite(at, row, TableUpdateMode.Replace, row.ETag, cancel))
            return false;
        await outbox.Dispatch([new(at.Partition, at.RowKey, row.GetString("Queue"), row.GetString("Body"))], cancel);
        return true;
    }

    private async Task<bool> TryWrite(OwedAt at, TableEntity row, TableUpdateMode mode, ETag etag, CancellationToken cancel)
    {
        (row.PartitionKey, row.RowKey) = (at.Partition, at.RowKey);
        try
        {
            await storage.Table(at.Table).UpdateEntityAsync(row, etag, mode, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false; // Done, or swept, since it was read.
        }
    }

    private static OwedRow Row(string table, TableEntity row)
    {
        var (queue, body, stopped) = (row.GetString("Queue"), row.GetString("Body"), row.GetDateTimeOffset("NextAt") == Never);
        return new(new(table, row.PartitionKey, row.RowKey), queue, body, PoisonQueues.KeyOf(queue, Convert.ToBase64String(Encoding.UTF8.GetBytes(body))).Key, row.GetDateTimeOffset("CreatedAt") ?? DateTimeOffset.MinValue, stopped ? row.GetDateTimeOffset("StoppedAt") : null, stopped ? row.GetString("StoppedBy") : null, row.ETag);
    }
}
