using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls;

/// <summary>
/// Which digests were written: row <c>{date}_digest</c> of LearningCalls (<c>UpTo</c>: what was listed in the library until then is in it; <c>DoneAt</c>: every coach's is written), and each coach's email
/// <c>{date}_digest_{coachId}_email_call-digest_coach</c> with its outbox row in a transaction of its own, so that however many coaches there are a run that was cut short goes on where it stopped.
/// </summary>
public sealed class DigestLedger(ArlStorage storage, EmailOutbox outbox)
{
    private readonly TableClient _table = storage.Table(TableNames.LearningCalls);

    /// <summary>Up to when the library was told; null where it was not begun.</summary>
    public async Task<(DateTimeOffset UpTo, bool IsDone)?> Begun(DateOnly date, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(CallsTable.Partition, KeyOf(date), cancellationToken: cancel);
        return row.HasValue ? (row.Value!.GetDateTimeOffset("UpTo")!.Value, row.Value.GetDateTimeOffset("DoneAt") is not null) : null;
    }

    /// <summary>The moment that the first who began it said.</summary>
    public async Task<DateTimeOffset> Begin(DateOnly date, DateTimeOffset now, CancellationToken cancel)
    {
        if (await Begun(date, cancel) is (var upTo, _))
            return upTo;
        try
        {
            await _table.AddEntityAsync(new TableEntity(CallsTable.Partition, KeyOf(date)) { ["UpTo"] = now }, cancel);
            return now;
        }
        catch (RequestFailedException other) when (other.Status == 409)
        {
            return (await Begun(date, cancel))!.Value.UpTo;
        }
    }

    public Task End(DateOnly date, DateTimeOffset now, CancellationToken cancel) =>
        _table.UpdateEntityAsync(new TableEntity(CallsTable.Partition, KeyOf(date)) { ["DoneAt"] = now }, ETag.All, TableUpdateMode.Merge, cancel);

    /// <summary>Where the digest before this one ended; null where none was sent lately.</summary>
    public async Task<DateTimeOffset?> Before(DateOnly date, DateOnly from, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {CallsTable.Partition} and RowKey ge {KeyOf(from)} and RowKey lt {KeyOf(date)} and UpTo gt {DateTimeOffset.UnixEpoch}"), select: ["UpTo"], cancellationToken: cancel)
            .Select(row => row.GetDateTimeOffset("UpTo")).MaxAsync(cancellationToken: cancel);

    /// <summary>Ids of the coaches whose email is written.</summary>
    public async Task<IReadOnlySet<string>> Written(DateOnly date, CancellationToken cancel)
    {
        var prefix = EmailKey(date, "");
        return await _table.QueryAsync<TableEntity>(KeyRange.Of(CallsTable.Partition, prefix), select: ["RowKey"], cancellationToken: cancel)
            .Select(row => EmailRow.PartsOf(row.RowKey).OwnerKey[prefix.Length..]).ToHashSetAsync(StringComparer.Ordinal, cancel);
    }

    /// <summary>Owes one coach's email; nothing happens where it is owed or sent already.</summary>
    public async Task Owe(DigestEmails owner, EmailRow email, DateTimeOffset now, CancellationToken cancel)
    {
        if (!await outbox.Owe(owner, email, [], now, cancel) && !(await _table.GetEntityIfExistsAsync<TableEntity>(email.PartitionKey, email.RowKey, ["RowKey"], cancel)).HasValue)
            throw new InvalidOperationException($"{email.RowKey} was refused as if it were there, and is not.");
    }

    /// <summary>What the emails about one digest to one coach belong to.</summary>
    internal static string EmailKey(DateOnly date, string coachId) => $"{KeyOf(date)}_{coachId}";

    private static string KeyOf(DateOnly date) => CallRow.Text(date) + "_digest";
}
