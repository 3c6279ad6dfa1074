using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Hosting.Local;

/// <summary>The blob that remembers a timer's last and next tick, as the real host's does, so that a tick missed while nothing ran is made up for. Only the lease's holder writes it.</summary>
internal sealed class TimerStatus(BlobContainerClient container, LocalFunction.Timer function)
{
    private readonly BlobClient _blob = container.GetBlobClient($"timers/arl-local/{function.Name}/status");

    public ScheduleStatus? Current { get; private set; }

    /// <summary>Reads what is recorded and says whether its next tick has passed. A schedule changed meanwhile counts from now.</summary>
    public async Task<bool> IsPastDue(DateTimeOffset now, CancellationToken cancel)
    {
        Current = await Read(cancel);
        if (Current is null)
            await Write(last: default, Next(now.UtcDateTime), now.UtcDateTime, cancel);
        else if (Expected(Current) is var expected && expected != Current.Next)
            await Write(last: default, expected > now.UtcDateTime ? expected : Next(now.UtcDateTime), now.UtcDateTime, cancel);
        return now.UtcDateTime > Current!.Next;
    }

    /// <param name="ranAt">When the run began.</param>
    /// <param name="cancel">The host is stopping.</param>
    public Task Ran(DateTimeOffset ranAt, CancellationToken cancel) => Write(ranAt.UtcDateTime, Next(ranAt.UtcDateTime), ranAt.UtcDateTime, cancel);

    private DateTime Next(DateTime after) => function.NextAfter(new DateTimeOffset(after, TimeSpan.Zero)).UtcDateTime;

    private DateTime Expected(ScheduleStatus status) => Next(status.Last == default ? status.LastUpdated : status.Last);

    private async Task<ScheduleStatus?> Read(CancellationToken cancel)
    {
        try
        {
            return (await _blob.DownloadContentAsync(cancel)).Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null; // Not of our making: begin anew.
        }
    }

    private async Task Write(DateTime last, DateTime next, DateTime now, CancellationToken cancel)
    {
        Current = new() { Last = last, Next = next, LastUpdated = now };
        await _blob.UploadAsync(BinaryData.FromObjectAsJson(Current), overwrite: true, cancel);
    }
}
