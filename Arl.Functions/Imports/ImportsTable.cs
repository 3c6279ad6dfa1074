using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Imports;

/// <summary>An import's row as it was read, with the ETag that a change of it must show.</summary>
public sealed record StoredImport(string Kind, string Id, ImportState State, DateTimeOffset AcceptedAt, int Rows, ETag ETag)
{
    public bool IsUndone => State is ImportState.Undoing or ImportState.Undone;

    public ImportStamp Stamp => new(AcceptedAt, Id);
}

/// <summary>The table Imports: partition the kind, row <c>{id}</c>, and while it is being applied or undone <c>outbox_{id}_apply</c>.</summary>
public sealed class ImportsTable(ArlStorage storage, TimeProvider clock)
{
    private readonly TableClient _table = storage.Table(TableNames.Imports);

    public async Task<StoredImport?> Find(string kind, string id, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(kind, id, cancellationToken: cancel);
        return row.HasValue ? new(kind, id, StateOf(row.Value!), AcceptedAt(row.Value!), row.Value!.GetInt32("Rows")!.Value, row.Value.ETag) : null;
    }

    /// <summary>Every import of a kind, in no order.</summary>
    public async Task<IReadOnlyList<KeptImport>> All(IImportKind kind, CancellationToken cancel)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {kind.Kind} and RowKey lt {OutboxMessage.Prefix}"); // Ids are of 0-9a-f.
        return await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).Select(row => new KeptImport(
            row.PartitionKey, row.RowKey, StateOf(row), AcceptedAt(row), row.GetString("By"), row.GetInt32("Rows")!.Value,
            row.GetInt32("New") is { } added ? new(added, row.GetInt32("Changed") ?? 0, row.GetInt32("Unchanged") ?? 0) : null,
            row.GetDateTimeOffset("UndoneAt"), row.GetString("UndoneBy"), kind.CanBeUndone)).ToListAsync(cancel);
    }

    /// <summary>Not enqueued: it is applied now, and the sweep finds the row if this process dies before that is done. False where it is kept already: the same file came twice at one moment, or the SDK's retry met its own success.</summary>
    public async Task<bool> Keep(string kind, string id, int rows, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var row = new TableEntity(kind, id) { ["State"] = nameof(ImportState.Accepted), ["AcceptedAt"] = now, ["By"] = by, ["Rows"] = rows };
        return await Write(new(TableTransactionActionType.Add, row), Owed(kind, id).Add(now), cancel);
    }

    /// <summary>It is wanted anew, whatever became of it.</summary>
    public async Task AcceptAgain(StoredImport import, string by, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var at = now > import.AcceptedAt ? now : import.AcceptedAt.AddMilliseconds(1); // Whatever is still at work for the time before must be older.
            if (await Change(import, new() { ["State"] = nameof(ImportState.Accepted), ["AcceptedAt"] = at, ["By"] = by }, Owed(import.Kind, import.Id).Add(now), cancel))
                return;
            import = await Find(import.Kind, import.Id, cancel) ?? throw new InvalidDataException($"Import {import.Id} of {import.Kind} is gone."); // It was being applied, or came twice at one moment.
        }
    }

    /// <summary>False where the row changed meanwhile.</summary>
    public Task<bool> BeginUndo(StoredImport import, string by, CancellationToken cancel) =>
        Change(import, new() { ["State"] = nameof(ImportState.Undoing), ["UndoneBy"] = by }, Owed(import.Kind, import.Id).Add(clock.GetUtcNow()), cancel);

    /// <summary>False where another one finished it, who did the same, or staff wanted something else since, which is owed by itself.</summary>
    public Task<bool> NoteApplied(StoredImport import, ImportCounts counts, CancellationToken cancel) => Change(import, new()
    {
        ["State"] = nameof(ImportState.Applied),
        ["AppliedAt"] = clock.GetUtcNow(),
        ["New"] = counts.New,
        ["Changed"] = counts.Changed,
        ["Unchanged"] = counts.Unchanged,
    }, OutboxMessage.Done(import.Kind, Work(import.Id)), cancel);

    /// <summary>As <see cref="NoteApplied"/>.</summary>
    public Task<bool> NoteUndone(StoredImport import, CancellationToken cancel) =>
        Change(import, new() { ["State"] = nameof(ImportState.Undone), ["UndoneAt"] = clock.GetUtcNow() }, OutboxMessage.Done(import.Kind, Work(import.Id)), cancel);

    private Task<bool> Change(StoredImport import, TableEntity change, TableTransactionAction work, CancellationToken cancel)
    {
        (change.PartitionKey, change.RowKey) = (import.Kind, import.Id);
        return Write(new(TableTransactionActionType.UpdateMerge, change, import.ETag), work, cancel);
    }

    private async Task<bool> Write(TableTransactionAction row, TableTransactionAction work, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync([row, work], cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }

    private static OutboxMessage Owed(string kind, string id) => OutboxMessage.For(kind, Work(id), QueueNames.ApplyImports, new ImportDue(kind, id));

    private static string Work(string id) => $"{id}_apply";

    private static ImportState StateOf(TableEntity row) => Enum.Parse<ImportState>(row.GetString("State"));

    private static DateTimeOffset AcceptedAt(TableEntity row) => row.GetDateTimeOffset("AcceptedAt")!.Value;
}
