using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Privacy;

/// <summary>What became of the wish to erase somebody.</summary>
public enum Erased
{
    Done,

    /// <summary>Somebody still works with it.</summary>
    StillOpen,

    /// <summary>Work on it is not finished: an email is on its way, a place is to be freed.</summary>
    StillOwed,

    NotThere,
}

/// <summary>
/// Erases the people of one request that has ended, and every row that names them. The request's own row is written last, with when it was erased: whatever was cut short before that is found again and done again,
/// and the same done twice changes nothing. A request that changes meanwhile is looked at anew.
/// </summary>
public sealed class RequestErasure(ArlStorage storage, RequestsTable requests, SuppressionList suppressions, MailAttachments attachments, TimeProvider clock)
{
    private const int MostTries = 20;

    /// <summary>The most that one transaction takes.</summary>
    private const int MostInTransaction = 100;

    private static readonly string[] s_columns = ["PartitionKey", "RowKey", "To", "Kind", "CreatedAt", "Attachments", "Event"];
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    public async Task<Erased> Erase(Reference reference, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await requests.Get(reference, cancel) is not { } stored)
                return Erased.NotThere;
            if (stored.Request.ErasedAt is not null)
                return Erased.Done;
            if (stored.Request.IsOpen)
                return Erased.StillOpen;
            if (await IsOwed(reference, cancel))
                return Erased.StillOwed;
            if (await EraseRows(stored.Request, cancel) && await EraseRequest(stored, cancel))
                return Erased.Done;
        }
        throw new InvalidOperationException($"{reference} changed {MostTries} times while it was to be erased.");
    }

    /// <summary>Whether anything is still to be done for it.</summary>
    public async Task<bool> IsOwed(Reference reference, CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(RequestKeys.Partition(reference), $"{OutboxMessage.Prefix}{reference}_"), maxPerPage: 1, select: ["RowKey"], cancellationToken: cancel).AnyAsync(cancel);

    /// <summary>False where a row was changed or erased by somebody else meanwhile.</summary>
    private async Task<bool> EraseRows(CoachingRequest request, CancellationToken cancel)
    {
        var (partition, reference) = (RequestKeys.Partition(request.Reference), request.Reference);
        var rows = await _table.QueryAsync<TableEntity>(KeyRange.Of(partition, $"{reference}_"), select: s_columns, cancellationToken: cancel).ToListAsync(cancel);
        await ForgetAddresses(request, rows, cancel);
        foreach (var row in rows.Where(row => row.GetString("Attachments") is { Length: > 0 }))
            await attachments.Delete(MailAttachments.Read(row.GetString("Attachments")), cancel);
        foreach (var row in rows.Where(row => EmailRow.IsKey(row.RowKey))) // By itself: an email of before the log has no row there.
            await _table.DeleteEntityAsync(partition, MailLogRow.KeyOf(row.RowKey, row.GetDateTimeOffset("CreatedAt")!.Value), ETag.All, cancel);
        foreach (var batch in rows.Select(Action).OfType<TableTransactionAction>().Chunk(MostInTransaction))
            if (!await Write(batch, cancel))
                return false;
        return true;
    }

    /// <summary>The contact's, and those they had before it was corrected: on the list of those who get no mail, and where an equal request would meet this one.</summary>
    private async Task ForgetAddresses(CoachingRequest request, IEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        var readers = rows.Where(row => row.GetString("Kind") is { } kind && kind != "coach").SelectMany(row => (row.GetString("To") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var address in readers.Select(EmailAddress.Parse).Append(request.Contact.Email).Distinct())
        {
            await suppressions.ForgetAddress(address, cancel);
            await Close(request.Reference, CoachingRequest.FingerprintOf(request.Place, request.Contact with { Email = address }), cancel);
        }
    }

    private async Task Close(Reference reference, string fingerprint, CancellationToken cancel)
    {
        if (await requests.Open(RequestKeys.Partition(reference), fingerprint, cancel) is not { } open || open.GetString("Reference") != reference.ToString())
            return;
        try
        {
            await _table.DeleteEntityAsync(open, open.ETag, cancel);
        }
        catch (RequestFailedException taken) when (taken.Status == 412)
        {
            return; // A newer request of the same contact and place has it now.
        }
    }

    /// <summary>Of a history and of check-ins the words go; an email, a link and a key go whole; a match names no contact.</summary>
    private static TableTransactionAction? Action(TableEntity row)
    {
        var kind = row.RowKey[row.RowKey.IndexOf('_', StringComparison.Ordinal)..];
        if (kind.StartsWith(RequestKeys.MatchInfix, StringComparison.Ordinal))
            return null;
        var left = new TableEntity(row.PartitionKey, row.RowKey);
        if (kind.StartsWith(RequestKeys.CheckInInfix, StringComparison.Ordinal))
            (left["Changed"], left["Next"]) = ("", "");
        else if (kind.StartsWith(RequestKeys.HistoryInfix, StringComparison.Ordinal))
            left["Why"] = "";
        else
            return new(TableTransactionActionType.Delete, left, ETag.All);
        if (row.GetString("Event") == nameof(RequestEvent.AddressFailed))
            left["Detail"] = ""; // The mail provider's own words.
        return new(TableTransactionActionType.UpdateMerge, left, ETag.All);
    }

    /// <summary>The request and its rows of the index.</summary>
    private Task<bool> EraseRequest(StoredRequest stored, CancellationToken cancel)
    {
        var erased = Erasure.OfContact(stored.Request, clock.GetUtcNow());
        return Write([new(TableTransactionActionType.UpdateReplace, RequestRow.Write(erased), stored.ETag), .. RequestIndexRow.Whole(erased)], cancel);
    }

    private async Task<bool> Write(IEnumerable<TableTransactionAction> actions, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync(actions, cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }
}
