using System.Security.Cryptography;
using Arl.Domain;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Imports;

/// <summary>
/// Where an import is kept safe before it is applied, so that a crash cannot leave it half done. The id is a hash of the file: the same file is the same import.
/// Blobs <c>{kind}/{id}.csv</c> (as sent) and <c>{kind}/{id}.json</c> (as accepted); table Imports, partition the kind, row <c>{id}</c>, and while it is being applied or undone <c>outbox_{id}_apply</c>.
/// </summary>
public sealed partial class ImportRoom(ArlStorage storage, IEnumerable<IImportKind> kinds, TimeProvider clock, ILogger<ImportRoom> log)
{
    private const int IdLength = 32;
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
        if (Kind(kind).SaysHowThingsAre || IsUndone(row))
            await AcceptAgain(row, by, cancel);
        return new(id, row.GetInt32("Rows")!.Value, await Finish(kind, id, cancel));
    }

    public Task<Result<AcceptedFile>> Read(string kind, ReadOnlyMemory<byte> file, CancellationToken cancel) => Kind(kind).Read(file, cancel);

    public bool Knows(string kind) => kinds.Any(known => known.Kind == kind);

    /// <summary>What taking this file would change; nothing is kept. A file that was taken before is looked at as it was read then.</summary>
    public async Task<Result<ImportReceipt>> Preview(string kind, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var id = IdOf(file.Span);
        var now = new ImportStamp(clock.GetUtcNow(), id);
        if (await Find(kind, id, cancel) is { } row)
            return await Previewed(kind, row.GetInt32("Rows")!.Value, await AcceptedOf(kind, id, cancel), IsUndone(row) || Kind(kind).SaysHowThingsAre ? now : StampOf(row), cancel);
        return await Read(kind, file, cancel) switch
        {
            Result<AcceptedFile>.Ok(var accepted) => await Previewed(kind, accepted.Rows, accepted.Accepted, now, cancel),
            Result<AcceptedFile>.Invalid(var problems) => new Result<ImportReceipt>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    /// <summary>Brings a kept import to where it should be: applied, whether or not it was before, or undone. Notes it as done.</summary>
    public async Task<ImportCounts> Finish(string kind, string id, CancellationToken cancel)
    {
        var row = await Find(kind, id, cancel) ?? throw new InvalidDataException($"Import {id} of {kind} is not kept.");
        switch (StateOf(row))
        {
            case ImportState.Undone:
                return new(0, 0, 0);
            case ImportState.Undoing:
                var takenBack = await Kind(kind).TakeBack(await AcceptedOf(kind, id, cancel), StampOf(row), cancel);
                await NoteUndone(row, takenBack, cancel);
                return takenBack;
            case var state:
                var counts = await Kind(kind).Apply(await AcceptedOf(kind, id, cancel), StampOf(row), cancel);
                if (state != ImportState.Applied)
                    await NoteApplied(row, counts, cancel);
                return counts;
        }
    }

    /// <summary>Takes back what an import said. Where that is cut short, the queue finishes it. Undone already, nothing happens.</summary>
    public async Task<Undoing> Undo(string kind, string id, string by, CancellationToken cancel)
    {
        if (!Knows(kind) || !IsId(id))
            return new Undoing.NotKept();
        if (!CanBeUndone(kind))
            return new Undoing.NotThisKind();
        while (true)
        {
            if (await Find(kind, id, cancel) is not { } row)
                return new Undoing.NotKept();
            if (IsUndone(row) || await BeginUndo(row, by, cancel))
                return new Undoing.Undone(await Finish(kind, id, cancel));
        }
    }

    public bool CanBeUndone(string kind) => Kind(kind).CanBeUndone;

    /// <summary>False where nothing is owed any more.</summary>
    public async Task<bool> IsOwed(string kind, string id, CancellationToken cancel) => await Find(kind, id, cancel) is { } row && StateOf(row) is ImportState.Accepted or ImportState.Undoing;

    /// <summary>Whether this acceptance of an import is still what staff want: neither undone nor accepted anew since.</summary>
    public async Task<bool> Stands(string kind, ImportStamp stamp, CancellationToken cancel) => await Find(kind, stamp.ImportId, cancel) is { } row && !IsUndone(row) && StampOf(row) == stamp;

    /// <summary>Every import of every kind, the one loaded last first.</summary>
    public async Task<IReadOnlyList<KeptImport>> All(CancellationToken cancel)
    {
        var imports = new List<KeptImport>();
        foreach (var kind in kinds)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {kind.Kind} and RowKey lt {OutboxMessage.Prefix}"); // Ids are of 0-9a-f.
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
                imports.Add(Read(row, kind.CanBeUndone));
        }
        return [.. imports.OrderByDescending(import => import.AcceptedAt).ThenBy(import => import.ImportId, StringComparer.Ordinal)];
    }

    /// <summary>What an import says, as it was accepted.</summary>
    public async Task<BinaryData> AcceptedOf(string kind, string id, CancellationToken cancel) =>
        (await storage.Container(ContainerNames.Imports).GetBlobClient(AcceptedBlob(kind, id)).DownloadContentAsync(cancel)).Value.Content;

    public static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);

    private static ImportState StateOf(TableEntity row) => Enum.Parse<ImportState>(row.GetString("State"));

    private static bool IsUndone(TableEntity row) => StateOf(row) is ImportState.Undoing or ImportState.Undone;

    private static ImportStamp StampOf(TableEntity row) => new(row.GetDateTimeOffset("AcceptedAt")!.Value, row.RowKey);

    private static KeptImport Read(TableEntity row, bool canBeUndone) => new(
        row.PartitionKey, row.RowKey, StateOf(row), row.GetDateTimeOffset("AcceptedAt")!.Value, row.GetString("By"), row.GetInt32("Rows")!.Value,
        row.GetInt32("New") is { } added ? new(added, row.GetInt32("Changed") ?? 0, row.GetInt32("Unchanged") ?? 0) : null, row.GetDateTimeOffset("UndoneAt"), row.GetString("UndoneBy"), canBeUndone);

    private async Task<Result<ImportReceipt>> Previewed(string kind, int rows, BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var preview = await Kind(kind).Preview(accepted, stamp, cancel);
        return new Result<ImportReceipt>.Ok(new(stamp.ImportId, rows, preview.Counts, preview.Examples));
    }

    private async Task Keep(string kind, string id, AcceptedFile file, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var blobs = storage.Container(ContainerNames.Imports);
        await blobs.GetBlobClient($"{kind}/{id}.csv").UploadAsync(new BinaryData(file.File), overwrite: true, cancel);
        await blobs.GetBlobClient(AcceptedBlob(kind, id)).UploadAsync(file.Accepted, overwrite: true, cancel);
        var owed = OutboxMessage.For(kind, Work(id), QueueNames.ApplyImports, new ImportDue(kind, id));
        var row = new TableEntity(kind, id) { ["State"] = nameof(ImportState.Accepted), ["AcceptedAt"] = now, ["By"] = by, ["Rows"] = file.Rows };
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
            var before = StampOf(row).AcceptedAt;
            var at = now > before ? now : before.AddMilliseconds(1); // Whatever is still at work for the time before must be older.
            var again = new TableEntity(row.PartitionKey, row.RowKey) { ["State"] = nameof(ImportState.Accepted), ["AcceptedAt"] = at, ["By"] = by };
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
            ["State"] = nameof(ImportState.Applied),
            ["AppliedAt"] = clock.GetUtcNow(),
            ["New"] = counts.New,
            ["Changed"] = counts.Changed,
            ["Unchanged"] = counts.Unchanged,
        };
        if (await Note(row, done, cancel))
            WasApplied(row.PartitionKey, row.RowKey, counts.New, counts.Changed);
    }

    private async Task NoteUndone(TableEntity row, ImportCounts counts, CancellationToken cancel)
    {
        var done = new TableEntity(row.PartitionKey, row.RowKey) { ["State"] = nameof(ImportState.Undone), ["UndoneAt"] = clock.GetUtcNow() };
        if (await Note(row, done, cancel))
            WasUndone(row.PartitionKey, row.RowKey, counts.Removed, counts.Changed);
    }

    /// <summary>False where another one finished it, who did the same, or staff wanted something else since, which is owed by itself.</summary>
    private async Task<bool> Note(TableEntity row, TableEntity done, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, done, row.ETag), OutboxMessage.Done(row.PartitionKey, Work(row.RowKey))], cancel);
            return true;
        }
        catch (TableTransactionFailedException other) when (other.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>False where the row changed meanwhile.</summary>
    private async Task<bool> BeginUndo(TableEntity row, string by, CancellationToken cancel)
    {
        var undoing = new TableEntity(row.PartitionKey, row.RowKey) { ["State"] = nameof(ImportState.Undoing), ["UndoneBy"] = by };
        var owed = OutboxMessage.For(row.PartitionKey, Work(row.RowKey), QueueNames.ApplyImports, new ImportDue(row.PartitionKey, row.RowKey));
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, undoing, row.ETag), owed.Add(clock.GetUtcNow())], cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private async Task<TableEntity?> Find(string kind, string id, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(kind, id, cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    private IImportKind Kind(string name) => kinds.Single(kind => kind.Kind == name);

    private static string IdOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, IdLength / 2));

    private static string AcceptedBlob(string kind, string id) => $"{kind}/{id}.json";

    private static string Work(string id) => $"{id}_apply";

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is accepted: {Rows} rows.")]
    private partial void Accepted(string kind, string id, int rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is undone: {Removed} removed, {Changed} changed.")]
    private partial void WasUndone(string kind, string id, int removed, int changed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is applied: {Added} new, {Changed} changed.")]
    private partial void WasApplied(string kind, string id, int added, int changed);
}
