using System.Security.Cryptography;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Imports;

/// <summary>
/// Where an import is kept safe before it is applied, so that a crash cannot leave it half done. The id is a hash of the file: the same file is the same import.
/// Blobs <c>{kind}/{id}.csv</c> (as sent) and <c>{kind}/{id}.json</c> (as accepted); table Imports, partition the kind, row <c>{id}</c>, and while it is being applied <c>outbox_{id}_apply</c>.
/// </summary>
public sealed partial class ImportRoom(ArlStorage storage, IEnumerable<IImportKind> kinds, TimeProvider clock, ILogger<ImportRoom> log)
{
    private readonly TableClient _table = storage.Table(TableNames.Imports);

    /// <summary>Keeps a new file, then applies it. Where the second fails, the queue finishes it.</summary>
    public async Task<ImportReceipt> Take(string kind, AcceptedFile file, string by, CancellationToken cancel)
    {
        var id = IdOf(file.File.Span);
        await Keep(kind, id, file, by, cancel);
        return new(id, file.Rows, await Finish(kind, id, cancel));
    }

    /// <summary>The file that was taken before, applied once more; null where it is new. What that changes is for its kind to say.</summary>
    public async Task<ImportReceipt?> Again(string kind, ReadOnlyMemory<byte> file, string by, CancellationToken cancel)
    {
        var id = IdOf(file.Span);
        if (await Find(kind, id, cancel) is not { } row)
            return null;
        if (Kind(kind).SaysHowThingsAre)
            await AcceptAgain(row, by, cancel);
        return new(id, row.GetInt32("Rows")!.Value, await Finish(kind, id, cancel));
    }

    /// <summary>Applies a kept import, whether or not it was applied before, and notes it as done.</summary>
    public async Task<ImportCounts> Finish(string kind, string id, CancellationToken cancel)
    {
        var row = await Find(kind, id, cancel) ?? throw new InvalidDataException($"Import {id} of {kind} is not kept.");
        var accepted = await storage.Container(ContainerNames.Imports).GetBlobClient(AcceptedBlob(kind, id)).DownloadContentAsync(cancel);
        var counts = await Kind(kind).Apply(accepted.Value.Content, new(row.GetDateTimeOffset("AcceptedAt")!.Value, id), cancel);
        if (row.GetString("State") != Applied)
            await NoteApplied(row, counts, cancel);
        return counts;
    }

    /// <summary>False where nothing is owed any more.</summary>
    public async Task<bool> IsOwed(string kind, string id, CancellationToken cancel) => await Find(kind, id, cancel) is { } row && row.GetString("State") != Applied;

    private const string Applied = "Applied";

    private async Task Keep(string kind, string id, AcceptedFile file, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var blobs = storage.Container(ContainerNames.Imports);
        await blobs.GetBlobClient($"{kind}/{id}.csv").UploadAsync(new BinaryData(file.File), overwrite: true, cancel);
        await blobs.GetBlobClient(AcceptedBlob(kind, id)).UploadAsync(file.Accepted, overwrite: true, cancel);
        var owed = OutboxMessage.For(kind, Work(id), QueueNames.ApplyImports, new ImportDue(kind, id));
        var row = new TableEntity(kind, id) { ["State"] = "Accepted", ["AcceptedAt"] = now, ["By"] = by, ["Rows"] = file.Rows };
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.Add, row), owed.Add(now)], cancel);
        }
        catch (TableTransactionFailedException kept) when (kept.Status == 409)
        {
            return; // The same file came twice at one moment, or the SDK's retry met its own success.
        }
        Accepted(kind, id, file.Rows);
        // Not enqueued: it is applied now, and the sweep finds the row if this process dies before that is done.
    }

    private async Task AcceptAgain(TableEntity row, string by, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var again = new TableEntity(row.PartitionKey, row.RowKey) { ["State"] = "Accepted", ["AcceptedAt"] = now, ["By"] = by };
            var owed = OutboxMessage.For(row.PartitionKey, Work(row.RowKey), QueueNames.ApplyImports, new ImportDue(row.PartitionKey, row.RowKey));
            try
            {
                await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, again, row.ETag), owed.Add(now)], cancel);
                return;
            }
            catch (TableTransactionFailedException changed) when (changed.Status == 412)
            {
                row = (await _table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancel)).Value; // It was being applied, or came twice at one moment.
            }
        }
    }

    private async Task NoteApplied(TableEntity row, ImportCounts counts, CancellationToken cancel)
    {
        var done = new TableEntity(row.PartitionKey, row.RowKey)
        {
            ["State"] = Applied,
            ["AppliedAt"] = clock.GetUtcNow(),
            ["New"] = counts.New,
            ["Changed"] = counts.Changed,
            ["Unchanged"] = counts.Unchanged,
        };
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, done, row.ETag), OutboxMessage.Done(row.PartitionKey, Work(row.RowKey))], cancel);
        }
        catch (TableTransactionFailedException other) when (other.Status is 404 or 412)
        {
            return; // Another one finished it; both did the same.
        }
        WasApplied(row.PartitionKey, row.RowKey, counts.New, counts.Changed);
    }

    private async Task<TableEntity?> Find(string kind, string id, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(kind, id, cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    private IImportKind Kind(string name) => kinds.Single(kind => kind.Kind == name);

    private static string IdOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16));

    private static string AcceptedBlob(string kind, string id) => $"{kind}/{id}.json";

    private static string Work(string id) => $"{id}_apply";

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is accepted: {Rows} rows.")]
    private partial void Accepted(string kind, string id, int rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is applied: {Added} new, {Changed} changed.")]
    private partial void WasApplied(string kind, string id, int added, int changed);
}
