using Arl.Functions.Hosting;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Storage;

/// <summary>
/// A message that a change owes to a queue. The row is written in the transaction of the change (RowKey <c>outbox_…</c>) and stays until the handler's own
/// transaction deletes it: until then the sweep sends the message again, so neither a crash before the enqueue nor a worker that dies with the message loses it.
/// </summary>
public sealed record OutboxMessage(string Partition, string Key, string Queue, string Body)
{
    public const string Prefix = "outbox_";

    /// <summary>How long the message stays unseen on its queue.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The earliest moment at which the work may begin; null is now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How long a queue can keep a message unseen. What is further off is left to the sweep.</summary>
    public static readonly TimeSpan MostUnseen = TimeSpan.FromDays(7);

    /// <param name="key">What is owed, unique in the partition, e.g. <c>ARL-7K3F-9QZ2_match_1</c>; the row's key is <c>outbox_</c> and this.</param>
    public static OutboxMessage For<T>(string partition, string key, string queue, T message) =>
        new(partition, Prefix + key, queue, QueueJson.Write(message));

    public TableTransactionAction Add(DateTimeOffset now) => new(TableTransactionActionType.UpsertReplace, new TableEntity(Partition, Key)
    {
        ["Queue"] = Queue,
        ["Body"] = Body,
        ["CreatedAt"] = now,
        ["DueAt"] = NotBefore > now ? NotBefore : now,
        ["NextAt"] = NotBefore > now + MostUnseen ? NotBefore : (NotBefore > now ? NotBefore : now) + OutboxSchedule.FirstWait,
        ["Tries"] = 0,
    });

    /// <summary>Deletes the row with the work it asked for; fails the transaction (404) if another handler has done that work.</summary>
    public static TableTransactionAction Done(string partition, string key) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, Prefix + key), ETag.All);
}

/// <summary>
/// When the sweep sends an owed message again: after 20 s, then 40 s, so that also work which met dying workers three times over is taken up again within a minute;
/// from the fourth time on it is more likely something that stays wrong, and the waits grow to 2 minutes.
/// </summary>
public static class OutboxSchedule
{
    private static readonly int[] s_seconds = [20, 40, 40, 40, 80, 120];

    public static readonly TimeSpan FirstWait = WaitAfter(0);

    public static TimeSpan WaitAfter(int tries) => TimeSpan.FromSeconds(s_seconds[Math.Clamp(tries, 0, s_seconds.Length - 1)]);
}

/// <summary>A table whose partitions may hold outbox rows. The sweep asks each for its partitions.</summary>
public sealed record OutboxTable(string Table, IReadOnlyList<string> Partitions);

public sealed partial class Outbox(ArlStorage storage, IEnumerable<OutboxTable> tables, TimeProvider clock, ILogger<Outbox> log)
{
    /// <summary>How long a caller waits for a queue that hangs: the change is safe already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A message must outlive the time it is unseen, and the service's own limit is 7 days.</summary>
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <summary>
    /// Enqueues what a committed transaction owes. A queue that does not answer is no failure of the change: the rows are there and the sweep sends them.
    /// </summary>
    public async Task Dispatch(IEnumerable<OutboxMessage> messages, CancellationToken cancel)
    {
        foreach (var message in messages)
        {
            var unseen = message.NotBefore - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : message.Delay;
            if (unseen > OutboxMessage.MostUnseen)
                continue; // The sweep sends it when its time has come.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            using var span = Spans.Send(message.Queue);
            try
            {
                await storage.Queue(message.Queue).SendMessageAsync(message.Body, unseen, NeverExpires, patience.Token);
            }
            catch (Exception fault) when (StorageFaults.IsOne(fault, cancel))
            {
                span.Failed(fault);
                EnqueueLater(fault, message.Queue, message.Key);
            }
        }
    }

    /// <summary>Sends again what has been owed too long; answers how many.</summary>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var sent = 0;
        foreach (var (name, partitions) in tables)
        {
            var table = storage.Table(name);
            foreach (var partition in partitions)
            {
                var filter = KeyRange.Of(partition, OutboxMessage.Prefix, $"NextAt le {now}");
                await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
                    sent += await SendAgain(table, row, now, cancel) ? 1 : 0;
            }
        }
        return sent;
    }

    /// <summary>How long ago the oldest work that is still owed could have been done; what a person stopped is not counted.</summary>
    public async Task<TimeSpan> Lag(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var oldest = await Task.WhenAll(tables.SelectMany(table => table.Partitions, (table, partition) => (table.Table, Filter: KeyRange.Of(partition, OutboxMessage.Prefix, $"NextAt lt {OwedWork.Never}"))).Select(async place =>
            await storage.Table(place.Table).QueryAsync<TableEntity>(place.Filter, select: ["CreatedAt", "DueAt"], cancellationToken: cancel)
                .Select(row => row.GetDateTimeOffset("DueAt") ?? row.GetDateTimeOffset("CreatedAt")).MinAsync(cancellationToken: cancel)));
        return oldest.Min() is { } first && first < now ? now - first : TimeSpan.Zero;
    }

    /// <summary>The work cannot go on yet: its message comes again after <paramref name="wait"/> or after the sweep's own pause, whichever is longer. Nothing happens where it was done meanwhile.</summary>
    public Task NotBefore(TableClient table, string partition, string key, TimeSpan wait, CancellationToken cancel) =>
        Move(table, partition, key, clock.GetUtcNow() + wait, (planned, next) => planned < next, cancel);

    /// <summary>The work can go on at <paramref name="next"/>, and its message comes then, however long the sweep's own pause would be. Nothing happens where it was done meanwhile.</summary>
    public static Task ComeBack(TableClient table, string partition, string key, DateTimeOffset next, CancellationToken cancel) =>
        Move(table, partition, key, next, (planned, next) => planned != next && planned != OwedWork.Never, cancel);

    private static async Task Move(TableClient table, string partition, string key, DateTimeOffset next, Func<DateTimeOffset?, DateTimeOffset, bool> isBetter, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, OutboxMessage.Prefix + key, cancellationToken: cancel);
        if (!row.HasValue || !isBetter(row.Value!.GetDateTimeOffset("NextAt"), next))
            return;
        try
        {
            await table.UpdateEntityAsync(new TableEntity(partition, row.Value.RowKey) { ["NextAt"] = next }, row.Value.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return; // Done or swept meanwhile: then it comes as that says.
        }
    }

    private async Task<bool> SendAgain(TableClient table, TableEntity row, DateTimeOffset now, CancellationToken cancel)
    {
        var tries = row.GetInt32("Tries").GetValueOrDefault() + 1;
        var waiting = new TableEntity(row.PartitionKey, row.RowKey) { ["Tries"] = tries, ["NextAt"] = now + OutboxSchedule.WaitAfter(tries) };
        try
        {
            await table.UpdateEntityAsync(waiting, row.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException gone) when (StorageFaults.IsConflict(gone))
        {
            return false; // Done, or swept by another instance, since we read it.
        }
        using var span = Spans.Send(row.GetString("Queue"), Spans.HaveListeners ? QueueJson.TraceparentIn(row.GetString("Body")) : null);
        await storage.Queue(row.GetString("Queue")).SendMessageAsync(row.GetString("Body"), cancel);
        SentAgain(row.GetString("Queue"), row.RowKey, tries);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue} did not take {Key}; the sweep will send it again.")]
    private partial void EnqueueLater(Exception fault, string queue, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent {Key} to {Queue} again (try {Tries}).")]
    private partial void SentAgain(string queue, string key, int tries);
}
