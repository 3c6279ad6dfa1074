using System.Globalization;
using Arl.Domain;
using Arl.Functions.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.Imports;

/// <summary>
/// Files that staff sent from a page and looked at, until they load them: blobs <c>uploads/{day}/{kind}-{id}.csv</c>, the id being that of the import that it would be.
/// A file that was not loaded by the end of the next day (UTC) is thrown away when the next one comes, or in the night (Privacy/Retention).
/// </summary>
public sealed class ImportUploads(ArlStorage storage, ImportRoom room, TimeProvider clock)
{
    private const string Folder = "uploads/";

    private BlobContainerClient Blobs => storage.Container(ContainerNames.Imports);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>What loading it would change. A file without a mistake is kept.</summary>
    public async Task<Result<ImportReceipt>> Look(string kind, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var looked = await room.Preview(kind, file, cancel);
        if (looked is Result<ImportReceipt>.Ok(var preview))
        {
            await ThrowOldAway(cancel);
            await Blobs.GetBlobClient(Name(Today, kind, preview.ImportId)).UploadAsync(new BinaryData(file), overwrite: true, cancel);
        }
        return looked;
    }

    /// <summary>Loads a file that was looked at. Null where it is not kept any more.</summary>
    public async Task<Result<ImportReceipt>?> Load(string kind, string id, string by, CancellationToken cancel)
    {
        foreach (var day in (DateOnly[])[Today, Today.AddDays(-1)])
        {
            var blob = Blobs.GetBlobClient(Name(day, kind, id));
            if (await Content(blob, cancel) is not { } file)
                continue;
            var loaded = await room.Load(kind, file, by, cancel);
            if (loaded is Result<ImportReceipt>.Ok)
                await blob.DeleteIfExistsAsync(cancellationToken: cancel);
            return loaded;
        }
        return null;
    }

    /// <summary>Those that nobody loaded by the end of the day after they came.</summary>
    public async Task ThrowOldAway(CancellationToken cancel)
    {
        await foreach (var blob in Blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancel))
        {
            if (DateOnly.TryParseExact(blob.Name.Split('/')[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < Today.AddDays(-1))
                await Blobs.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> Content(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancel)).Value.Content.ToMemory();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    private static string Name(DateOnly day, string kind, string id) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{day:yyyy-MM-dd}/{kind}-{id}.csv");
}
