using System.Text;
using Arl.Tests.Support;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class QueueFunctionTests(Azurite azurite)
{
    private const string QueueName = "orders";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _account = azurite.NewAccount();

    internal sealed record Order(string Id, int Pieces);

    private sealed class TakeOrder(Calls calls)
    {
        [Function(nameof(TakeOrder))]
        public void Run([QueueTrigger(QueueName)] Order order) => calls.Note($"{order.Id} {order.Pieces}");
    }

    private sealed class RefuseOrder(Calls calls)
    {
        [Function(nameof(RefuseOrder))]
        public Task Run([QueueTrigger(QueueName)] Order order)
        {
            calls.Note(order.Id);
            throw new InvalidOperationException("No.");
        }
    }

    private sealed class SlowOrder(Calls calls)
    {
        [Function(nameof(SlowOrder))]
        public Task Run([QueueTrigger("%Orders_Queue%")] Order order, CancellationToken cancel) => calls.AtGate(order.Id, cancel);
    }

    private async Task<QueueClient> Queue(string name = QueueName)
    {
        var queue = new QueueClient(_account, name, new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return queue;
    }

    private static Dictionary<string, string?> Queues(params (string Name, string Value)[] settings) =>
        settings.Select(setting => KeyValuePair.Create($"AzureFunctionsJobHost:extensions:queues:{setting.Name}", (string?)setting.Value)).Append(new("Orders_Queue", QueueName)).ToDictionary();

    private static async Task<bool> IsEmpty(QueueClient queue) => (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount == 0;

    private async Task<QueueMessage> Poisoned()
    {
        var poison = new QueueClient(_account, QueueName + "-poison");
        return await Eventually.Value<QueueMessage>(async () => await poison.ExistsAsync(Cancel) ? (await poison.ReceiveMessageAsync(cancellationToken: Cancel)).Value : null);
    }

    [Fact]
    public async Task A_message_reaches_its_function_whatever_the_case_of_its_names_and_is_gone()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("""{"id":"a","PIECES":2}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(TakeOrder)] };
        await using var host = await setup.Start();

        await Eventually.True(() => IsEmpty(queue));

        Assert.Equal(["a 2"], setup.Calls.Noted);
    }

    [Fact]
    public async Task A_queue_that_is_made_later_is_found()
    {
        var setup = new SomeHost(_account) { Functions = [typeof(TakeOrder)] };
        await using var host = await setup.Start();

        await (await Queue()).SendMessageAsync("""{"Id":"late","Pieces":1}""", Cancel);

        await Eventually.True(() => setup.Calls.Noted.Contains("late 1"));
    }

    [Fact]
    public async Task A_message_that_always_fails_is_tried_so_often_and_then_kept_in_the_poison_queue()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("""{"Id":"bad"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(RefuseOrder)], Settings = Queues(("maxDequeueCount", "3")) };
        await using var host = await setup.Start();

        var poisoned = await Poisoned();

        Assert.Equal(["bad", "bad", "bad"], setup.Calls.Noted);
        Assert.Equal("""{"Id":"bad"}""", Encoding.UTF8.GetString(Convert.FromBase64String(poisoned.Body.ToString())));
        await Eventually.True(() => IsEmpty(queue));
        Assert.Contains(setup.Log.Lines, line => line.Contains("went to orders-poison after 3 tries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_message_comes_again_after_the_visibility_timeout()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("""{"Id":"again"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(RefuseOrder)], Settings = Queues(("visibilityTimeout", "00:00:02")) };
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 1);
        var waited = System.Diagnostics.Stopwatch.StartNew();

        await Eventually.True(() => setup.Calls.Noted.Count == 2);

        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_at_once()
    {
        var queue = await Queue();
        await new QueueClient(_account, QueueName).SendMessageAsync("""{"Id":"plain"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(TakeOrder)] };
        await using var host = await setup.Start();

        var poisoned = await Poisoned();

        Assert.Equal("""{"Id":"plain"}""", poisoned.Body.ToString());
        Assert.Empty(setup.Calls.Noted);
        await Eventually.True(() => IsEmpty(queue));
        Assert.Contains(setup.Log.Lines, line => line.Contains("is not base64", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("""{"Id":"a","Pieces":"many"}""")]
    public async Task A_message_that_is_no_order_counts_as_failed_and_ends_in_the_poison_queue(string body)
    {
        await (await Queue()).SendMessageAsync(body, Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(TakeOrder)], Settings = Queues(("maxDequeueCount", "2")) };
        await using var host = await setup.Start();

        Assert.Equal(body, Encoding.UTF8.GetString(Convert.FromBase64String((await Poisoned()).Body.ToString())));
        Assert.Empty(setup.Calls.Noted);
        Assert.Equal(2, setup.Log.Lines.Count(line => line.Contains("the message is no JSON of Order", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_more_run_at_once_than_a_batch_and_the_threshold_of_the_next()
    {
        var queue = await Queue();
        foreach (var number in Enumerable.Range(1, 12))
            await queue.SendMessageAsync($$"""{"Id":"{{number}}"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(SlowOrder)], Settings = Queues(("batchSize", "4"), ("newBatchThreshold", "2")) };
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 4);

        setup.Calls.OpenGate();
        await Eventually.True(() => IsEmpty(queue));

        Assert.InRange(setup.Calls.MostRunning, 4, 6);
        Assert.Equal(24, setup.Calls.Noted.Count);
    }

    [Fact]
    public async Task The_next_batch_is_fetched_as_soon_as_no_more_than_the_threshold_still_run()
    {
        var queue = await Queue();
        foreach (var number in Enumerable.Range(1, 8))
            await queue.SendMessageAsync($$"""{"Id":"{{number}}"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(SlowOrder)], Settings = Queues(("batchSize", "4"), ("newBatchThreshold", "2")) };
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 4);
        var began = setup.Calls.Noted.Select(note => note.Split(' ')[0]).ToList();

        setup.Calls.LetThrough(began[0]);
        await Eventually.True(() => setup.Calls.Noted.Contains($"{began[0]} ended"));
        Assert.Equal(4, setup.Calls.Noted.Count(note => note.EndsWith("began", StringComparison.Ordinal)));
        setup.Calls.LetThrough(began[1]);

        await Eventually.True(() => setup.Calls.Noted.Count(note => note.EndsWith("began", StringComparison.Ordinal)) == 8);
        Assert.Equal(6, setup.Calls.MostRunning);
        setup.Calls.OpenGate();
    }

    [Fact]
    public async Task A_message_whose_function_takes_long_is_not_given_to_another()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("""{"Id":"long"}""", Cancel);
        var setup = new SomeHost(_account) { Functions = [typeof(SlowOrder)], Settings = Queues(), InvisibleWhileRunning = TimeSpan.FromSeconds(10) };
        await using var one = await setup.Start();
        await using var other = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 1);
        var waited = System.Diagnostics.Stopwatch.StartNew();

        await Eventually.True(() => waited.Elapsed > TimeSpan.FromSeconds(12));
        Assert.Equal(["long began"], setup.Calls.Noted);

        setup.Calls.OpenGate();
        await Eventually.True(() => IsEmpty(queue));
        Assert.Equal(["long began", "long ended"], setup.Calls.Noted);
    }

    [Fact]
    public async Task A_message_whose_worker_died_comes_again()
    {
        var queue = await Queue();
        await queue.SendMessageAsync("""{"Id":"orphan","Pieces":1}""", Cancel);
        await queue.ReceiveMessagesAsync(1, TimeSpan.FromSeconds(1), Cancel); // And dies.
        var setup = new SomeHost(_account) { Functions = [typeof(TakeOrder)] };

        await using var host = await setup.Start();

        await Eventually.True(() => setup.Calls.Noted.Contains("orphan 1"));
    }
}
