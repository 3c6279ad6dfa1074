using System.Collections.Concurrent;
using Arl.Tests.Support;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

/// <summary>How often the listener of a running host looks at its queue.</summary>
public sealed class QueuePollingTests(Azurite azurite)
{
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    internal sealed record Order(string Id);

    private sealed class TakeOrder(Calls calls)
    {
        [Function(nameof(TakeOrder))]
        public void Run([QueueTrigger("orders")] Order order) => calls.Note(order.Id);
    }

    /// <summary>Ends the first waits at once and notes how long each would have been.</summary>
    private sealed class Pauses(int endedAtOnce) : TimeProvider
    {
        private readonly ConcurrentQueue<TimeSpan> _seen = new();

        public IReadOnlyList<TimeSpan> Seen => [.. _seen];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _seen.Enqueue(dueTime);
            return base.CreateTimer(callback, state, _seen.Count <= endedAtOnce ? TimeSpan.Zero : dueTime, period);
        }
    }

    [Fact]
    public async Task An_empty_queue_is_looked_at_more_and_more_rarely_up_to_the_limit_and_often_again_after_a_message()
    {
        var pauses = new Pauses(endedAtOnce: 12);
        var account = azurite.NewAccount();
        var queue = new QueueClient(account, "orders", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        var setup = new SomeHost(account)
        {
            Functions = [typeof(TakeOrder)],
            Clock = pauses,
            Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:03" },
        };
        await using var host = await setup.Start();

        await Eventually.True(() => pauses.Seen.Count > 12);
        var empty = pauses.Seen;
        await queue.SendMessageAsync("""{"Id":"late"}""", Cancel);
        await Eventually.True(() => pauses.Seen.Skip(empty.Count).Contains(s_first));

        Assert.Equal(s_first, empty[0]);
        Assert.All(empty.Zip(empty.Skip(1)), pair => Assert.True(pair.Second == s_limit || pair.Second / pair.First is >= 1.59 and <= 2.41, $"{pair.First} was followed by {pair.Second}."));
        Assert.Equal(s_limit, empty[^1]);
        Assert.Equal(["late"], setup.Calls.Noted);
    }
}
