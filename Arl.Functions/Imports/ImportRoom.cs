using System.Security.Cryptography;
using Arl.Domain;
using Arl.Functions.Storage;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Imports;

/// <summary>
/// Where an import is kept safe before it is applied, so that a crash cannot leave it half done. The id is a hash of the file: the same file is the same import.
/// Blobs <c>{kind}/{id}.csv</c> (as sent) and <c>{kind}/{id}.json</c> (as accepted); what it is at stands in its row (<see cref="ImportsTable"/>).
/// </summary>
public sealed partial class ImportRoom(ArlStorage storage, ImportsTable imports, IEnumerable<IImportKind> kinds, TimeProvider clock, ILogger<ImportRoom> log)
{
    private const int IdLength = 32;

    private BlobContainerClient Blobs => storage.Container(ContainerNames.Imports);

    /// <summary>Reads a file, keeps it, and applies it, all or nothing. One that was taken before is applied once more: what that changes is for its kind to say.</summary>
    public async Task<Result<ImportReceipt>> Load(string kind, ReadOnlyMemory<byte> file, string by, CancellationToken cancel)
    {
        if (await Again(kind, file, by, cancel) is { } before)
            return new Result<ImportReceipt>.Ok(before);
        return await Kind(kind).Read(file, cancel) switch
        {
            Result<AcceptedFile>.Ok(var accepted) => new Result<ImportReceipt>.Ok(await Take(kind, accepted, by, cancel)),
            Result<AcceptedFile>.Invalid(var problems) => new Result<ImportReceipt>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    /// <summary>Keeps a new file that was read, then applies it. Where the second fails, the queue finishes it.</summary>
    public async Task<ImportReceipt> Take(string kind, AcceptedFile file, string by, CancellationToken cancel)
    {
        var id = IdOf(file.File.Span);
        await Blobs.GetBlobClient($"{kind}/{id}.csv").UploadAsync(new BinaryData(file.File), overwrite: true, cancel);
        await Blobs.GetBlobClient(AcceptedBlob(kind, id)).UploadAsync(file.Accepted, overwrite: true, cancel);
        if (await imports.Keep(kind, id, file.Rows, by, cancel))
            Accepted(kind, id, file.Rows);
        return new(id, file.Rows, await Finish(kind, id, cancel));
    }

    /// <summary>What taking this file would change; nothing is kept. A file that was taken before is looked at as it was read then.</summary>
    public async Task<Result<ImportReceipt>> Preview(string kind, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var id = IdOf(file.Span);
        var now = new ImportStamp(clock.GetUtcNow(), id);
        if (await imports.Find(kind, id, cancel) is { } import)
            return await Previewed(kind, import.Rows, await AcceptedOf(kind, id, cancel), import.IsUndone || Kind(kind).SaysHowThingsAre ? now : import.Stamp, cancel);
        return await Kind(kind).Read(file, cancel) switch
        {
            Result<AcceptedFile>.Ok(var accepted) => await Previewed(kind, accepted.Rows, accepted.Accepted, now, cancel),
            Result<AcceptedFile>.Invalid(var problems) => new Result<ImportReceipt>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    /// <summary>Brings a kept import to where it should be: applied, whether or not it was before, or undone. Notes it as done.</summary>
    public async Task<ImportCounts> Finish(string kind, string id, CancellationToken cancel)
    {
        var import = await imports.Find(kind, id, cancel) ?? throw new InvalidDataException($"Import {id} of {kind} is not kept.");
        switch (import.State)
        {
            case ImportState.Undone:
                return new(0, 0, 0);
            case ImportState.Undoing:
                var takenBack = await Kind(kind).TakeBack(await AcceptedOf(kind, id, cancel), import.Stamp, cancel);
                if (await imports.NoteUndone(import, cancel))
                    WasUndone(kind, id, takenBack.Removed, takenBack.Changed);
                return takenBack;
            case var state:
                var counts = await Kind(kind).Apply(await AcceptedOf(kind, id, cancel), import.Stamp, cancel);
                if (state != ImportState.Applied && await imports.NoteApplied(import, counts, cancel))
                    WasApplied(kind, id, counts.New, counts.Changed);
                return counts;
        }
    }

    /// <summary>Takes back what an import said. Where that is cut short, the queue finishes it. Undone already, nothing happens.</summary>
    public async Task<Undoing> Undo(string kind, string id, string by, CancellationToken cancel)
    {
        if (!Knows(kind) || !IsId(id))
            return new Undoing.NotKept();
        if (!Kind(kind).CanBeUndone)
            return new Undoing.NotThisKind();
        while (true)
        {
            if (await imports.Find(kind, id, cancel) is not { } import)
                return new Undoing.NotKept();
            if (import.IsUndone || await imports.BeginUndo(import, by, cancel))
                return new Undoing.Undone(await Finish(kind, id, cancel));
        }
    }

    public bool Knows(string kind) => kinds.Any(known => known.Kind == kind);

    /// <summary>False where nothing is owed any more.</summary>
    public async Task<bool> IsOwed(string kind, string id, CancellationToken cancel) => await imports.Find(kind, id, cancel) is { State: ImportState.Accepted or ImportState.Undoing };

    /// <summary>Whether this acceptance of an import is still what staff want: neither undone nor accepted anew since.</summary>
    public async Task<bool> Stands(string kind, ImportStamp stamp, CancellationToken cancel) => await imports.Find(kind, stamp.ImportId, cancel) is { IsUndone: false } import && import.Stamp == stamp;

    /// <summary>Every import of every kind, the one loaded last first.</summary>
    public async Task<IReadOnlyList<KeptImport>> All(CancellationToken cancel)
    {
        var all = new List<KeptImport>();
        foreach (var kind in kinds)
            all.AddRange(await imports.All(kind, cancel));
        return [.. all.OrderByDescending(import => import.AcceptedAt).ThenBy(import => import.ImportId, StringComparer.Ordinal)];
    }

    /// <summary>What an import says, as it was accepted.</summary>
    public async Task<BinaryData> AcceptedOf(string kind, string id, CancellationToken cancel) =>
        (await Blobs.GetBlobClient(AcceptedBlob(kind, id)).DownloadContentAsync(cancel)).Value.Content;

    public static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);

    /// <summary>The file that was taken before, applied once more; null where it is new.</summary>
    private async Task<ImportReceipt?> Again(string kind, ReadOnlyMemory<byte> file, string by, CancellationToken cancel)
    {
        var id = IdOf(file.Span);
        if (await imports.Find(kind, id, cancel) is not { } import)
            return null;
        if (Kind(kind).SaysHowThingsAre || import.IsUndone)
            await imports.AcceptAgain(import, by, cancel);
        return new(id, import.Rows, await Finish(kind, id, cancel));
    }

    private async Task<Result<ImportReceipt>> Previewed(string kind, int rows, BinaryData accepted, ImportStamp stamp, CancellationToken cancel)
    {
        var preview = await Kind(kind).Preview(accepted, stamp, cancel);
        return new Result<ImportReceipt>.Ok(new(stamp.ImportId, rows, preview.Counts, preview.Examples));
    }

    private IImportKind Kind(string name) => kinds.Single(kind => kind.Kind == name);

    private static string IdOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, IdLength / 2));

    private static string AcceptedBlob(string kind, string id) => $"{kind}/{id}.json";

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is accepted: {Rows} rows.")]
    private partial void Accepted(string kind, string id, int rows);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is undone: {Removed} removed, {Changed} changed.")]
    private partial void WasUndone(string kind, string id, int removed, int changed);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} of {Kind} is applied: {Added} new, {Changed} changed.")]
    private partial void WasApplied(string kind, string id, int added, int changed);
}
