using System.Buffers;
using System.IO.Pipelines;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Storage;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// The container <c>resources</c>: files that coaches shared, each <c>{random}</c>. A file is written before the row that names it, under a name that nobody else uses; where the row then fails, a blob is left that no row names, until the
/// weekly look at the links throws it away.
/// </summary>
public sealed class ResourceFiles(ArlStorage storage)
{
    /// <summary>Held in memory of a file while it comes.</summary>
    private static readonly StorageTransferOptions s_transfer = new() { InitialTransferSize = 1024 * 1024, MaximumTransferSize = 4 * 1024 * 1024, MaximumConcurrency = 1 };

    private BlobContainerClient Blobs => storage.Container(ContainerNames.Resources);

    /// <summary>What a stream begins with; it can still be read from its start.</summary>
    public static async Task<byte[]> StartOf(PipeReader file, CancellationToken cancel)
    {
        var read = await file.ReadAtLeastAsync(FileKind.Looked, cancel);
        var start = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, FileKind.Looked)).ToArray();
        file.AdvanceTo(read.Buffer.Start);
        return start;
    }

    /// <exception cref="InvalidDataException">It is larger than may be; nothing is kept.</exception>
    /// <exception cref="IOException">It broke off; nothing is kept.</exception>
    public async Task<ResourceFile> Keep(PipeReader file, string name, FileKind kind, CancellationToken cancel)
    {
        var blob = Guid.NewGuid().ToString("N");
        await using var content = file.AsStream(leaveOpen: true);
        await Blobs.GetBlobClient(blob).UploadAsync(content, new BlobUploadOptions { TransferOptions = s_transfer }, cancel); // No condition: an SDK retry may meet its own success.
        var bytes = (await Blobs.GetBlobClient(blob).GetPropertiesAsync(cancellationToken: cancel)).Value.ContentLength;
        return new(ResourceRules.FileName(name, kind), blob, bytes, kind.Type);
    }

    /// <summary>Its bytes, as they come from storage.</summary>
    public async Task<Stream> Open(ResourceFile file, CancellationToken cancel) => (await Blobs.GetBlobClient(file.Blob).DownloadStreamingAsync(cancellationToken: cancel)).Value.Content;

    public async Task Delete(string blob, CancellationToken cancel) => await Blobs.DeleteBlobIfExistsAsync(blob, cancellationToken: cancel);

    /// <summary>Throws away what no row names and what is older than a day: the form that it came with has failed.</summary>
    public async Task ThrowAwayUnnamed(IReadOnlySet<string> named, DateTimeOffset now, CancellationToken cancel)
    {
        await foreach (var blob in Blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancel))
        {
            if (!named.Contains(blob.Name) && blob.Properties.LastModified < now.AddDays(-1))
                await Delete(blob.Name, cancel);
        }
    }
}
