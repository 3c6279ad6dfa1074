using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>The rows of one batch as last read or written, in their owner's partition.</summary>
internal sealed class EmailBatch(TableClient table, string partition, EmailsDue due)
{
    public EmailsDue Due => due;

    public string Partition => partition;

    public TableClient Table => table;

    public IReadOnlyList<EmailRow> Rows { get; private set; } = [];

    /// <summary>An empty batch is never finished: nothing says that it was owed.</summary>
    public bool IsFinished => Rows.Count > 0 && Rows.All(row => row.IsFinished);

    public async Task Read(CancellationToken cancel)
    {
        Rows = await table.QueryAsync<EmailRow>(KeyRange.Of(partition, EmailRow.Prefix(due.Key, due.Batch)), cancellationToken: cancel).ToListAsync(cancel);
    }

    /// <summary>The message's outbox row is there until the transaction that finishes the batch deletes it.</summary>
    public async Task<bool> IsOwed(CancellationToken cancel) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(partition, OutboxMessage.Prefix + due.OutboxKey, ["RowKey"], cancel)).HasValue;

    /// <summary>All of them or none: the rows now ours, none where another was faster. Our own success that a retry of the SDK met as a conflict counts as success.</summary>
    public async Task<IReadOnlyList<EmailRow>> Claim(IReadOnlyList<EmailRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        var claimId = Guid.NewGuid().ToString("N"); // Means nothing but "this claim".
        foreach (var row in rows)
            (row.State, row.ClaimedAt, row.ClaimId, row.Tries) = (nameof(EmailState.Claimed), now, claimId, row.Tries + 1);
        var written = await TryWrite(
            rows,
            row => new() { ["State"] = row.State, ["ClaimedAt"] = row.ClaimedAt, ["ClaimId"] = row.ClaimId, ["Tries"] = row.Tries },
            [],
            cancel);
        if (written)
            return rows;
        await Read(cancel);
        return [.. Rows.Where(row => row.ClaimId == claimId)];
    }

    /// <summary>These leave no more. Where one was changed meanwhile nothing is cancelled, and the message comes again.</summary>
    public async Task Cancel(IReadOnlyList<EmailRow> rows, CancellationToken cancel)
    {
        if (rows.Count > 0)
            await TryWrite(rows, _ => new() { ["State"] = nameof(EmailState.Cancelled) }, [], cancel);
        await Read(cancel);
    }

    /// <summary>Writes what changed in the rows, under their ETags, and what goes with it, in one transaction; false if something was changed meanwhile.</summary>
    public async Task<bool> TryWrite(IReadOnlyList<EmailRow> rows, Func<EmailRow, TableEntity> changes, IEnumerable<TableTransactionAction> more, CancellationToken cancel)
    {
        var updates = rows.Select(row =>
        {
            var change = changes(row);
            (change.PartitionKey, change.RowKey) = (row.PartitionKey, row.RowKey);
            return new TableTransactionAction(TableTransactionActionType.UpdateMerge, change, row.ETag);
        });
        try
        {
            var replies = await table.SubmitTransactionAsync([.. updates, .. more], cancel);
            foreach (var (row, reply) in rows.Zip(replies.Value))
                row.ETag = reply.Headers.ETag ?? throw new InvalidOperationException("The table service answered a write without an ETag.");
            return true;
        }
        catch (RequestFailedException conflict) when (StorageFaults.IsConflict(conflict))
        {
            return false;
        }
    }
}
