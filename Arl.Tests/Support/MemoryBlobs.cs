using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Arl.Tests.Support;

internal sealed record MemoryBlob(string Name, BinaryData Content, ETag ETag, DateTimeOffset LastModified);

/// <summary>One container of an account in memory.</summary>
internal sealed class MemoryContainer(string name, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MemoryBlob> _blobs = new(StringComparer.Ordinal);
    private long _writes;

    public string Name => name;

    public bool Exists { get; set; }

    /// <summary>How often a blob was written or deleted.</summary>
    public long Writes => _writes;

    /// <summary>Its blobs as they are, for <see cref="Restore"/>.</summary>
    public object Keep() => _blobs.Values.ToList();

    public void Restore(object kept)
    {
        lock (_lock)
        {
            _blobs.Clear();
            foreach (var blob in (List<MemoryBlob>)kept)
                _blobs.Add(blob.Name, blob);
        }
    }

    /// <summary>All that another holds, under the ETags that it has there.</summary>
    public void TakeOver(MemoryContainer other)
    {
        (Exists, _writes) = (other.Exists, other._writes);
        Restore(other.Keep());
    }

    public MemoryBlob Get(string blob)
    {
        lock (_lock)
            return Exists && _blobs.TryGetValue(blob, out var found) ? found : throw MemoryResponse.Fault(404, Exists ? "BlobNotFound" : "ContainerNotFound");
    }

    public MemoryBlob Write(string blob, BinaryData content, BlobRequestConditions? conditions)
    {
        lock (_lock)
        {
            var before = _blobs.GetValueOrDefault(blob);
            if (conditions?.IfNoneMatch == ETag.All && before is not null)
                throw MemoryResponse.Fault(409, "BlobAlreadyExists");
            if (conditions?.IfMatch is { } expected && expected != before?.ETag)
                throw MemoryResponse.Fault(412, "ConditionNotMet");
            return _blobs[blob] = new(blob, new BinaryData(content.ToArray()), new ETag(MemoryResponse.NewETag(++_writes)), clock.GetUtcNow());
        }
    }

    public IReadOnlyList<MemoryBlob> All(string? prefix)
    {
        lock (_lock)
            return [.. _blobs.Values.Where(blob => blob.Name.StartsWith(prefix ?? "", StringComparison.Ordinal))];
    }

    public bool Delete(string blob)
    {
        lock (_lock)
        {
            _writes++;
            return _blobs.Remove(blob);
        }
    }
}

/// <summary>The SDK's client of a container in memory.</summary>
internal sealed class MemoryContainerClient(MemoryContainer container, IMemoryCalls calls) : BlobContainerClient
{
    public override string Name => container.Name;

    public override BlobClient GetBlobClient(string blobName) => new MemoryBlobClient(container, blobName, calls);

    public override Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = null, BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null, CancellationToken cancellationToken = default) => calls.Run(new("CreateContainer", Name, ""), () =>
    {
        container.Exists = true;
        return Response.FromValue(BlobsModelFactory.BlobContainerInfo(default, default), MemoryResponse.Done);
    });

    public override AsyncPageable<BlobItem> GetBlobsAsync(GetBlobsOptions? options = null, CancellationToken cancellationToken = default) => new MemoryPages<BlobItem>(_ => calls.Run(new("GetBlobs", Name, options?.Prefix ?? ""), () =>
        ((IReadOnlyList<BlobItem>)[.. container.All(options?.Prefix).Select(blob => BlobsModelFactory.BlobItem(name: blob.Name, properties: BlobsModelFactory.BlobItemProperties(accessTierInferred: false, lastModified: blob.LastModified, eTag: blob.ETag)))], (string?)null)));

    public override AsyncPageable<BlobItem> GetBlobsAsync(BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken) => GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken);

    public override Task<Response<bool>> DeleteBlobIfExistsAsync(string blobName, DeleteSnapshotsOption snapshotsOption = default, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        calls.Run(new("DeleteBlob", Name, blobName), () => Response.FromValue(container.Delete(blobName), MemoryResponse.Done));
}

/// <summary>The SDK's client of a blob in memory.</summary>
internal sealed class MemoryBlobClient(MemoryContainer container, string name, IMemoryCalls calls) : BlobClient
{
    public override string Name => name;

    public override Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        Upload(content, overwrite ? null : new() { IfNoneMatch = ETag.All });

    public override Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default) => Upload(content, options.Conditions);

    /// <summary>Read whole before anything is written, as the service keeps nothing of a stream that breaks off.</summary>
    public override async Task<Response<BlobContentInfo>> UploadAsync(Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        var whole = await BinaryData.FromStreamAsync(content, cancellationToken);
        return await Upload(whole, options.Conditions);
    }

    public override Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(BlobDownloadOptions? options = null, CancellationToken cancellationToken = default) => calls.Run(Call("Download"), () =>
        Response.FromValue(BlobsModelFactory.BlobDownloadStreamingResult(container.Get(name).Content.ToStream()), MemoryResponse.Ok));

    public override Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken) => calls.Run(Call("Download"), () =>
    {
        var blob = container.Get(name);
        return Response.FromValue(BlobsModelFactory.BlobDownloadResult(blob.Content, BlobsModelFactory.BlobDownloadDetails(eTag: blob.ETag, lastModified: blob.LastModified)), MemoryResponse.Ok);
    });

    public override Task<Response<BlobProperties>> GetPropertiesAsync(BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) => calls.Run(Call("GetProperties"), () =>
    {
        var blob = container.Get(name);
        return Response.FromValue(BlobsModelFactory.BlobProperties(contentLength: blob.Content.ToMemory().Length, eTag: blob.ETag, lastModified: blob.LastModified), MemoryResponse.Ok);
    });

    public override Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) => calls.Run(Call("GetProperties"), () => Response.FromValue(container.All(name).Any(blob => blob.Name == name), MemoryResponse.Ok));

    public override Task<Response<bool>> DeleteIfExistsAsync(DeleteSnapshotsOption snapshotsOption = default, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        calls.Run(Call("DeleteBlob"), () => Response.FromValue(container.Delete(name), MemoryResponse.Done));

    public override Task<Response> DownloadToAsync(Stream destination, CancellationToken cancellationToken) => calls.Run(Call("Download"), () =>
    {
        destination.Write(container.Get(name).Content.ToMemory().Span);
        return (Response)MemoryResponse.Ok;
    });

    private Task<Response<BlobContentInfo>> Upload(BinaryData content, BlobRequestConditions? conditions) => calls.Run(Call("Upload"), () =>
    {
        var blob = container.Write(name, content, conditions);
        return Response.FromValue(BlobsModelFactory.BlobContentInfo(blob.ETag, blob.LastModified, null, null, 0), MemoryResponse.Done);
    });

    private StorageCall Call(string verb) => new(verb, container.Name, name);
}
