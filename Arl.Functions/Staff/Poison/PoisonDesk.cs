using System.Text;
using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Arl.Pages.Staff.Poison;
using Azure.Storage.Queues.Models;

namespace Arl.Functions.Staff.Poison;

/// <summary>
/// What staff see of poisoned messages, and do with one. Who did it is kept first, then it is done, then the message goes: whatever dies in between leaves a message that can be dealt with again.
/// Twice is harmless, since every handler is.
/// </summary>
public sealed class PoisonDesk(PoisonQueues queues, OwedWork owed, QueueFailures failures, PoisonTold told, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    private const int MostActs = 20;
    private static readonly TimeSpan s_acts = TimeSpan.FromDays(14);

    /// <param name="done">What a button just did, or empty.</param>
    internal async Task<PoisonOverview> Show(string done, CancellationToken cancel)
    {
        var found = await queues.Look(cancel);
        var rows = await owed.All(cancel);
        var acts = await failures.Acts(clock.GetUtcNow() - s_acts, cancel);
        return new(
            await Task.WhenAll(found.SelectMany(queue => queue.Messages).OrderBy(message => message.CameAt).Select(message => Line(message, rows, cancel))),
            found.Where(queue => queue.HasMore).Sum(queue => queue.Count - queue.Messages.Sum(message => message.Copies)),
            [.. rows.Where(row => row.IsStopped).Select(Stopped).OrderByDescending(row => row.StoppedAt)],
            [.. acts.Take(MostActs).Select(act => new PoisonOverview.Act(act.What, Thing(act.Queue, act.Message), act.By, act.At))],
            done,
            zone.Zone,
            await schools.IsSample(cancel));
    }

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

    private async Task<PoisonOverview.Message> Line(Poisoned message, IReadOnlyList<OwedRow> rows, CancellationToken cancel)
    {
        var failure = await failures.Find(message.Queue, message.Key, cancel);
        var owing = rows.FirstOrDefault(row => row.Queue == message.Queue && row.Key == message.Key);
        return new(message.Queue, message.Key, Thing(message.Queue, message.Text ?? ""), message.CameAt, failure?.Times, failure?.LastAt, failure?.Reason, message.CanBeRead,
            owing is null ? PoisonOverview.Owed.No : owing.IsStopped ? PoisonOverview.Owed.Stopped : PoisonOverview.Owed.Yes);
    }

    private static PoisonOverview.Stopped Stopped(OwedRow row) => new(row.At.Table, row.At.Partition, row.At.RowKey, Thing(row.Queue, row.Body), row.StoppedAt!.Value, row.StoppedBy ?? "");

    private static PoisonOverview.Thing Thing(string queue, string text) => new(QueueWords.WorkOf(queue), QueueWords.RequestIn(text), QueueWords.About(text));
}
