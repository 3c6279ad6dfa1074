using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Arl.Functions.Storage;

/// <summary>A poisoned message, all its copies as one: work that stays owed is sent again, and poisoned again, every few minutes.</summary>
/// <param name="Key">Of the message, as <see cref="QueueFailures"/> has it, or of its raw text where no function could read it.</param>
/// <param name="Text">Null where it is no base64.</param>
/// <param name="CameAt">When the first copy came.</param>
public sealed record Poisoned(string Queue, string Key, string? Text, bool CanBeRead, DateTimeOffset? CameAt, int Copies);

/// <param name="Count">Messages, copies included.</param>
/// <param name="Messages">Of at most <see cref="PoisonQueues.MostSeen"/> messages.</param>
public sealed record PoisonedOf(string Queue, int Count, IReadOnlyList<Poisoned> Messages)
{
    public bool HasCopies => Messages.Any(message => message.Copies > 1);

    /// <summary>Without copies where all can be seen.</summary>
    public int Known => HasMore ? Count : Messages.Count;

    /// <summary>More than one look shows.</summary>
    public bool HasMore => Count > Messages.Sum(message => message.Copies);
}

/// <summary>Messages taken out of a poison queue for a while; what is neither deleted nor released comes back by itself.</summary>
public sealed class PoisonQueues(ArlStorage storage)
{
    /// <summary>The service shows no more at once.</summary>
    public const int MostSeen = 32;

    private const int MostLooks = 20;
    private const int AtOnce = 8;
    private static readonly TimeSpan s_taken = TimeSpan.FromSeconds(60);

    /// <summary>What stands in every poison queue; one that was never made is empty.</summary>
    public async Task<IReadOnlyList<PoisonedOf>> Look(CancellationToken cancel) => await Task.WhenAll(QueueNames.All.Select(queue => Look(queue, cancel)));

    /// <summary>Takes every message it can, does what is to be done with those of this key (all copies), and lets the others be seen again. False where there is none.</summary>
    public async Task<bool> Settle(string queue, string key, Func<QueueMessage, Task> before, CancellationToken cancel)
    {
        var poison = storage.RawQueue(QueueNames.Poison(queue));
        var taken = await TakeAll(poison, cancel);
        var meant = taken.Where(message => KeyOf(queue, message.Body.ToString()).Key == key).ToList();
        try
        {
            if (meant.Count > 0)
                await before(meant[0]);
        }
        catch
        {
            await Release(poison, meant, cancel);
            throw;
        }
        finally
        {
            await Release(poison, taken.Except(meant), cancel);
        }
        await Delete(poison, meant, cancel);
        return meant.Count > 0;
    }

    /// <summary>Of each message one copy stays, the oldest.</summary>
    public async Task DropCopies(string queue, CancellationToken cancel)
    {
        var poison = storage.RawQueue(QueueNames.Poison(queue));
        var taken = await TakeAll(poison, cancel);
        var kept = taken.GroupBy(message => KeyOf(queue, message.Body.ToString()).Key, StringComparer.Ordinal).Select(copies => copies.MinBy(copy => copy.InsertedOn)!).ToList();
        await Release(poison, kept, cancel);
        await Delete(poison, taken.Except(kept), cancel);
    }

    /// <summary>The message goes to its queue again, as it was.</summary>
    public async Task SendAgain(string queue, QueueMessage message, CancellationToken cancel) => await storage.RawQueue(queue).SendMessageAsync(message.Body.ToString(), cancel);

    private async Task<PoisonedOf> Look(string queue, CancellationToken cancel)
    {
        var poison = storage.RawQueue(QueueNames.Poison(queue));
        try
        {
            var seen = (await poison.PeekMessagesAsync(MostSeen, cancel)).Value;
            var count = seen.Length < MostSeen ? seen.Length : Math.Max(seen.Length, (await poison.GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount);
            return new(queue, count, [.. seen.Select(message => (Message: message, Is: KeyOf(queue, message.Body.ToString()))).GroupBy(one => one.Is).Select(copies =>
                new Poisoned(queue, copies.Key.Key, copies.Key.Text, copies.Key.CanBeRead, copies.Min(copy => copy.Message.InsertedOn), copies.Count()))]);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new(queue, 0, []);
        }
    }

    internal static (string Key, string? Text, bool CanBeRead) KeyOf(string queue, string raw)
    {
        var bytes = new byte[raw.Length];
        var text = Convert.TryFromBase64String(raw, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
        return text is not null && QueueMessages.KeyOf(queue, text) is { } key ? (key, text, true) : (QueueMessages.Hash(raw), text, false);
    }

    private static async Task<List<QueueMessage>> TakeAll(QueueClient poison, CancellationToken cancel)
    {
        var taken = new List<QueueMessage>();
        try
        {
            for (var look = 0; look < MostLooks && (await poison.ReceiveMessagesAsync(MostSeen, s_taken, cancel)).Value is { Length: > 0 } more; look++)
                taken.AddRange(more);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return []; // No such queue: nothing was ever poisoned.
        }
        return taken;
    }

    private static Task Release(QueueClient poison, IEnumerable<QueueMessage> messages, CancellationToken cancel) =>
        Each(messages, message => poison.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: cancel), cancel);

    private static Task Delete(QueueClient poison, IEnumerable<QueueMessage> messages, CancellationToken cancel) =>
        Each(messages, message => poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel), cancel);

    private static Task Each(IEnumerable<QueueMessage> messages, Func<QueueMessage, Task> act, CancellationToken cancel) =>
        Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (message, _) =>
        {
            try
            {
                await act(message);
            }
            catch (RequestFailedException gone) when (gone.Status is 404 or 400)
            {
                return; // Another had it meanwhile, since our minute was over, or an SDK retry met its own success.
            }
        });
}
