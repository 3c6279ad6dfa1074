using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Arl.Functions.Hosting.Local;

/// <summary>One runner at a time, over all processes: a blob's lease of 15 s, renewed while held, free again 15 s after its holder died.</summary>
internal sealed class BlobLease(BlobContainerClient container, string name)
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);
    private readonly BlobClient _blob = container.GetBlobClient($"locks/arl-local/{name}");

    /// <summary>Waits for the lease, runs the work while it is held, and lets it go.</summary>
    /// <param name="work">Its token is cancelled by a stop, and when the lease is lost.</param>
    /// <param name="health">Hears whether storage answers.</param>
    /// <param name="stop">Told to stop.</param>
    public async Task Hold(Func<CancellationToken, Task> work, StorageHealth health, CancellationToken stop)
    {
        var lease = _blob.GetBlobLeaseClient();
        for (var held = false; !held;)
        {
            await health.UntilReached(async () => held = await Acquired(lease, stop), stop);
            if (!held)
                await Task.Delay(s_retry, stop);
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var renewing = Renew(lease, health, ending);
        try
        {
            await work(ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
            await renewing;
            await Release(lease, health);
        }
    }

    private async Task<bool> Acquired(BlobLeaseClient lease, CancellationToken stop)
    {
        try
        {
            await lease.AcquireAsync(s_length, cancellationToken: stop);
            return true;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await Create(stop);
            return false;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return false;
        }
    }

    private async Task Create(CancellationToken stop)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: stop);
            await _blob.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, stop);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Another process was first; so much the better.
        }
    }

    private static async Task Renew(BlobLeaseClient lease, StorageHealth health, CancellationTokenSource ending)
    {
        try
        {
            for (var renewed = Stopwatch.StartNew(); renewed.Elapsed < s_length;)
            {
                await Task.Delay(s_renewal, ending.Token);
                if (await health.Reached(() => lease.RenewAsync(cancellationToken: ending.Token)))
                    renewed.Restart();
            }
            await ending.CancelAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The work is done, or told to stop.
        }
        catch (RequestFailedException)
        {
            await ending.CancelAsync(); // Somebody else has it by now.
        }
    }

    private static async Task Release(BlobLeaseClient lease, StorageHealth health)
    {
        try
        {
            await health.Reached(() => lease.ReleaseAsync());
        }
        catch (RequestFailedException)
        {
            // Lost already.
        }
    }
}
