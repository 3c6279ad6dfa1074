using System.Text;
using Arl.Functions.Storage;
using Azure.Storage.Queues.Models;

namespace Arl.Functions.Staff;

/// <summary>
/// What staff do with a poisoned message. Who did it is kept first, then it is done, then the message goes: whatever dies in between leaves a message that can be dealt with again.
/// Twice is harmless, since every handler is.
/// </summary>
public sealed class PoisonDesk(PoisonQueues queues, OwedWork owed, QueueFailures failures, PoisonTold told, TimeProvider clock)
{
    /// <summary>The message goes to its queue again; work that was stopped is owed again. False where no such message is there any more.</summary>
    public Task<bool> Retry(string queue, string key, string by, CancellationToken cancel) => Settle("retried", queue, key, by, async message =>
    {
        foreach (var row in (await owed.For(queue, key, cancel)).Where(row => row.IsStopped))
            await owed.Resume(row.At, cancel);
        await queues.SendAgain(queue, message, cancel);
    }, cancel);

    /// <summary>The message goes, and the work that would send it again is stopped. False where no such message is there any more.</summary>
    public Task<bool> Drop(string queue, string key, string by, CancellationToken cancel) => Settle("dropped", queue, key, by, _ => owed.Stop(queue, key, by, cancel), cancel);

    /// <summary>Stopped work goes on. False where it is not stopped, or done.</summary>
    public async Task<bool> Resume(OwedAt at, string by, CancellationToken cancel)
    {
        if ((await owed.All(cancel)).FirstOrDefault(row => row.At == at && row.IsStopped) is not { } row)
            return false;
        await failures.Keep(new("resumed", row.Queue, row.Body, by, clock.GetUtcNow()), row.Key, cancel);
        return await owed.Resume(at, cancel);
    }

    private async Task<bool> Settle(string what, string queue, string key, string by, Func<QueueMessage, Task> act, CancellationToken cancel)
    {
        if (!QueueNames.All.Contains(queue))
            return false;
        var settled = await queues.Settle(queue, key, async message =>
        {
            await failures.Keep(new(what, queue, Readable(message.Body.ToString()), by, clock.GetUtcNow()), key, cancel);
            await act(message);
        }, cancel);
        if (settled)
            await told.Forget(message => message == PoisonTold.Name(queue, key), cancel);
        return settled;
    }

    /// <summary>Our messages hold ids; what is none of ours is not kept, since nobody knows what it holds.</summary>
    private static string Readable(string raw)
    {
        var bytes = new byte[raw.Length];
        return Convert.TryFromBase64String(raw, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "a message that could not be read";
    }
}
