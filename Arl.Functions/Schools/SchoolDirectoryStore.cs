using System.Globalization;
using System.Text.Json;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.Schools;

/// <summary>Which directory is in force.</summary>
/// <param name="Blob">Its blob, <c>directory-{imported at}-{head of its checksum}.bin</c>.</param>
/// <param name="Previous">The one before, kept for instances that are loading it just now.</param>
public sealed record DirectoryPointer(string Blob, string? Previous, string Source, string? SchoolYear, bool IsSample, int Schools, DateTimeOffset ImportedAt);

/// <summary>A pointer as it was read; no pointer is "nothing imported yet".</summary>
public sealed record StoredPointer(DirectoryPointer? Pointer, ETag ETag);

/// <summary>
/// The directory's blobs in container <c>schools</c>: each import writes a new blob, and only when that is whole <c>current.json</c> is flipped to it under the ETag that was read
/// before. Until then the old one is in force. The previous blob stays; those before it are deleted.
/// </summary>
public sealed class SchoolDirectoryStore(ArlStorage storage)
{
    public const string PointerName = "current.json";
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    private BlobContainerClient Container => storage.Container(ContainerNames.Schools);

    /// <exception cref="InvalidDataException">The pointer cannot be read.</exception>
    public async Task<StoredPointer> Current(CancellationToken cancel)
    {
        try
        {
            var answer = await Container.GetBlobClient(PointerName).DownloadContentAsync(cancel);
            return new(answer.Value.Content.ToObjectFromJson<DirectoryPointer>(JsonSerializerOptions.Web), answer.Value.Details.ETag);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return new(null, default);
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{ContainerNames.Schools}/{PointerName} is damaged. Delete it and import the schools again.", damaged);
        }
    }

    /// <exception cref="InvalidDataException">The blob is damaged or of another version.</exception>
    /// <exception cref="RequestFailedException">404: the blob is gone, because newer ones came since the pointer was read.</exception>
    public async Task<SchoolDirectory> Load(DirectoryPointer pointer, CancellationToken cancel)
    {
        var blob = Container.GetBlobClient(pointer.Blob);
        var length = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value.ContentLength;
        var bytes = new byte[length];
        using var buffer = new MemoryStream(bytes);
        await blob.DownloadToAsync(buffer, cancel);
        return SchoolDirectoryFormat.Read(bytes);
    }

    /// <summary>Puts the directory in force in place of <paramref name="replaced"/>; false if another import came first (then that one stays).</summary>
    public async Task<bool> Save(SchoolDirectory directory, StoredPointer replaced, CancellationToken cancel)
    {
        var bytes = SchoolDirectoryFormat.Write(directory);
        var origin = directory.Origin;
        var name = string.Create(CultureInfo.InvariantCulture, $"directory-{origin.ImportedAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{Convert.ToHexStringLower(bytes.AsSpan(12, 4))}.bin");
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancel);

        var pointer = new DirectoryPointer(name, replaced.Pointer?.Blob, origin.Source, origin.SchoolYear, origin.IsSample, directory.Count, origin.ImportedAt);
        var flipped = await Flip(pointer, replaced, cancel);
        if (flipped)
            await DeleteOld(pointer, replaced.Pointer?.Previous, cancel);
        return flipped;
    }

    private async Task<bool> Flip(DirectoryPointer pointer, StoredPointer replaced, CancellationToken cancel)
    {
        var conditions = replaced.Pointer is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = replaced.ETag };
        try
        {
            var content = BinaryData.FromObjectAsJson(pointer, JsonSerializerOptions.Web);
            await Container.GetBlobClient(PointerName).UploadAsync(content, new BlobUploadOptions { Conditions = conditions }, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return (await Current(cancel)).Pointer == pointer; // A retry of the SDK can meet its own success.
        }
    }

    /// <summary>The version before the previous, and what an import left that died before its flip. Younger strangers may be an import that runs beside us.</summary>
    private async Task DeleteOld(DirectoryPointer now, string? beforePrevious, CancellationToken cancel)
    {
        await foreach (var blob in Container.GetBlobsAsync(new GetBlobsOptions { Prefix = "directory-" }, cancel))
        {
            var abandoned = blob.Properties.LastModified < now.ImportedAt - AbandonedAfter;
            if (blob.Name != now.Blob && blob.Name != now.Previous && (abandoned || blob.Name == beforePrevious))
                await Container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        }
    }
}
