using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Introductions;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <param name="Why">Of an act of the staff: their reason, which only staff read.</param>
/// <param name="Form">Of an act of the staff: the key of the form that was sent.</param>
public sealed record HistoryEntry(string Event, DateTimeOffset At, string State, string By, string? Detail, string? Why = null, string? Form = null);

/// <param name="Place">Name and state of the place, for lists.</param>
public sealed record WaitingRow(Ask Ask, string Place, string Because);

/// <summary>The table Requests; keys in <see cref="RequestKeys"/>.</summary>
public sealed class RequestsTable(ArlStorage storage, Outbox outbox, TimeProvider clock)
{
    private readonly TableClient _table = storage.Table(TableNames.Requests);
    private readonly JustWritten _justWritten = new(clock);

    public async Task<StoredRequest?> Get(Reference reference, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(reference), RequestKeys.Request(reference), cancellationToken: cancel);
        return row.HasValue ? RequestRow.Read(row.Value!) : null;
    }

    /// <summary>As this process wrote it last, where it did so lately; given out once. Only for what is then written under its ETag: others may have changed it since.</summary>
    public StoredRequest? TakeJustWritten(Reference reference) => _justWritten.Take(reference);

    /// <summary>Writes the change and enqueues what it owes. False: the request (or work it finishes) changed since it was read; read again and decide again.</summary>
    public async Task<bool> Commit(RequestChange change, CancellationToken cancel)
    {
        try
        {
            var written = await _table.SubmitTransactionAsync(change.Actions, cancel);
            if (change.Request is { AwaitsConfirmation: false, State: RequestState.Received or RequestState.Matched } && written.Value[RequestChange.RequestAction].Headers.ETag is { } etag)
                _justWritten.Remember(new(change.Request, etag));
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
        await outbox.Dispatch(change.Messages, cancel);
        return true;
    }

    /// <summary>Writes the request as it is, or with its moments set right, so that whoever read it before must read it again. False: it changed since it was read.</summary>
    public async Task<bool> Touch(StoredRequest stored, CancellationToken cancel)
    {
        try
        {
            await _table.UpdateEntityAsync(RequestRow.Write(stored.Request), stored.ETag, TableUpdateMode.Replace, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }

    /// <summary>Work whose request needs it no longer.</summary>
    public async Task Finish(Reference reference, string work, CancellationToken cancel) =>
        await _table.DeleteEntityAsync(RequestKeys.Partition(reference), OutboxMessage.Prefix + work, ETag.All, cancel);

    /// <summary>Whether this request is the one that the Idempotency-Key made; another may have its reference.</summary>
    public async Task<bool> IsOfKey(Reference reference, string keyHash, CancellationToken cancel) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(reference), RequestKeys.Key(reference, keyHash), cancellationToken: cancel)).HasValue;

    public async Task<bool> IsOwed(Reference reference, string work, CancellationToken cancel) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(reference), OutboxMessage.Prefix + work, ["RowKey"], cancel)).HasValue;

    /// <summary>The row where equal requests meet.</summary>
    public async Task<TableEntity?> Open(string partition, string fingerprint, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(partition, RequestKeys.Open(fingerprint), cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    public async Task<IReadOnlyList<HistoryEntry>> History(Reference reference, CancellationToken cancel)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(RequestKeys.Partition(reference), RequestKeys.Histories(reference)), cancellationToken: cancel))
            entries.Add(new(row.GetString("Event"), row.GetDateTimeOffset("At")!.Value, row.GetString("State"), row.GetString("By"), row.GetString("Detail"), row.GetString("Why"), row.GetString("Form")));
        return entries;
    }

    /// <summary>Everybody who waits, in no order that matters.</summary>
    public Task<IReadOnlyList<WaitingRow>> Waiting(CancellationToken cancel) => Rows(
        partition => KeyRange.Of(partition, RequestKeys.WaitingPrefix), columns: null,
        row => new WaitingRow(JsonSerializer.Deserialize<Ask>(row.GetString("Data"), DomainJson.Options)!, row.GetString("Place"), row.GetString("Because") ?? ""), cancel);

    /// <summary>Those that may owe a follow-up: between match and outcome, paused whatever their state, or waiting for their contact's click. The storage sifts.</summary>
    public Task<IReadOnlyList<StoredRequest>> ForFollowUp(CancellationToken cancel)
    {
        var (matched, introduced, coaching) = (nameof(RequestState.Matched), nameof(RequestState.Introduced), nameof(RequestState.Coaching));
        return Sifted($"State eq {matched} or State eq {introduced} or State eq {coaching} or PausedUntil gt {""} or ConfirmBy gt {DateTimeOffset.UnixEpoch}", columns: null, RequestRow.Read, cancel);
    }

    /// <summary>What the promise goes by, of the requests received at or after a moment and of those not introduced yet, however old.</summary>
    public Task<IReadOnlyList<PromisedRequest>> Promised(DateTimeOffset since, CancellationToken cancel)
    {
        var (received, waiting, matched) = (nameof(RequestState.Received), nameof(RequestState.Waiting), nameof(RequestState.Matched));
        return Sifted($"ReceivedAt ge {since} or State eq {received} or State eq {waiting} or State eq {matched}", PromisedColumns.Names, PromisedColumns.Read, cancel);
    }

    /// <summary>Every request, as the figures see it.</summary>
    public Task<IReadOnlyList<RequestRecord>> Records(CancellationToken cancel) => All(RequestRow.OfRecord, RequestRow.ReadRecord, cancel);

    /// <summary>The requests whose last match is with this coach. The storage sifts, all of them: for a page that is seldom opened.</summary>
    public Task<IReadOnlyList<RequestOfCoach>> OfCoach(string coachId, CancellationToken cancel) =>
        Sifted($"CoachId eq {coachId}", RequestOfCoach.Columns, RequestOfCoach.Read, cancel);

    /// <summary>How many requests are in each state now.</summary>
    public async Task<IReadOnlyDictionary<RequestState, int>> CountByState(CancellationToken cancel) =>
        (await All(["State"], row => Enum.Parse<RequestState>(row.GetString("State")), cancel)).CountBy(state => state).ToDictionary();

    /// <summary>How many wait for their contact's click.</summary>
    public async Task<int> CountUnconfirmed(CancellationToken cancel) => (await Sifted($"ConfirmBy gt {DateTimeOffset.UnixEpoch}", ["RowKey"], row => row.RowKey, cancel)).Count;

    /// <summary>The emails owed and sent for a request, oldest first.</summary>
    public async Task<IReadOnlyList<EmailRow>> Emails(Reference reference, CancellationToken cancel)
    {
        var emails = new List<EmailRow>();
        await foreach (var row in _table.QueryAsync<EmailRow>(KeyRange.Of(RequestKeys.Partition(reference), EmailRow.Prefix(reference.ToString())), cancellationToken: cancel))
            emails.Add(row);
        return [.. emails.OrderBy(email => email.CreatedAt).ThenBy(email => email.RowKey, StringComparer.Ordinal)];
    }

    /// <summary>Of the emails whose key starts so: who they are for, and what became of them. Their words stay where they are.</summary>
    /// <param name="batches">The start of the batches' names; empty is all.</param>
    public async Task<IReadOnlyList<EmailRow>> EmailStates(Reference reference, string batches, CancellationToken cancel) =>
        await _table.QueryAsync<EmailRow>(KeyRange.Of(RequestKeys.Partition(reference), EmailRow.Prefix(reference.ToString()) + batches), select: ["PartitionKey", "RowKey", "Kind", "State", "CreatedAt"], cancellationToken: cancel).ToListAsync(cancel);

    /// <summary>Whether an email of the request has been sent to this address, and none of them came back.</summary>
    public async Task<bool> HasReached(Reference reference, EmailAddress address, CancellationToken cancel)
    {
        var emails = await _table.QueryAsync<EmailRow>(KeyRange.Of(RequestKeys.Partition(reference), EmailRow.Prefix(reference.ToString())), select: ["PartitionKey", "RowKey", "To", "State", "Undeliverable"], cancellationToken: cancel).ToListAsync(cancel);
        var there = emails.Where(email => email.To == address.Value && email.State == nameof(EmailState.Sent)).ToList();
        return there.Count > 0 && !there.Exists(email => email.Undeliverable);
    }

    /// <summary>All requests, the newest first: for figures and the nightly check. Lists go by <see cref="RequestIndex"/>.</summary>
    public async Task<IReadOnlyList<CoachingRequest>> All(CancellationToken cancel) =>
        [.. (await All(columns: null, row => RequestRow.Read(row).Request, cancel)).OrderByDescending(request => request.ReceivedAt)];

    private Task<IReadOnlyList<T>> All<T>(IEnumerable<string>? columns, Func<TableEntity, T> read, CancellationToken cancel) =>
        Rows(partition => KeyRange.Of(partition, RequestKeys.RequestPrefix), columns, read, cancel);

    private Task<IReadOnlyList<T>> Sifted<T>(FormattableString sift, IEnumerable<string>? columns, Func<TableEntity, T> read, CancellationToken cancel) =>
        Rows(partition => KeyRange.Of(partition, RequestKeys.RequestPrefix, sift), columns, read, cancel);

    /// <summary>Of all partitions, read side by side.</summary>
    private async Task<IReadOnlyList<T>> Rows<T>(Func<string, string> range, IEnumerable<string>? columns, Func<TableEntity, T> read, CancellationToken cancel)
    {
        var shards = await Task.WhenAll(RequestKeys.Partitions.Select(async partition =>
            await _table.QueryAsync<TableEntity>(range(partition), select: columns, cancellationToken: cancel).Select(read).ToListAsync(cancel)));
        return [.. shards.SelectMany(rows => rows)];
    }
}
