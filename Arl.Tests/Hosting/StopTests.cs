using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class StopTests(Azurite azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _account = azurite.NewAccount();

    internal sealed record Order(string Id);

    private sealed class Slow(Calls calls)
    {
        [Function("SlowOrder")]
        public Task Order([QueueTrigger("orders")] Order order, CancellationToken cancel) => calls.AtGate(order.Id, cancel);

        [Function("SlowPage")]
        public async Task<IResult> Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest http, CancellationToken cancel)
        {
            await calls.AtGate(http.Path, cancel);
            return Results.Text("finished");
        }
    }

    private async Task<QueueClient> Queue(params string[] ids)
    {
        var queue = new QueueClient(_account, "orders", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        foreach (var id in ids)
            await queue.SendMessageAsync($$"""{"Id":"{{id}}"}""", Cancel);
        return queue;
    }

    private SomeHost Setup(TimeSpan patience) => new(_account) { Functions = [typeof(Slow)], Patience = patience };

    [Fact]
    public async Task What_is_running_finishes_and_no_more_is_taken()
    {
        var queue = await Queue("first");
        var setup = Setup(TimeSpan.FromSeconds(30));
        await using var host = await setup.Start();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        var page = client.GetStringAsync(new Uri("slow", UriKind.Relative), Cancel);
        await Eventually.True(() => setup.Calls.Noted.Count == 2);

        var stopping = host.Stop();
        await NoLongerListens(host);
        await Queue("second");
        Assert.False(stopping.IsCompleted);
        setup.Calls.OpenGate();
        await stopping;

        Assert.Equal("finished", await page);
        Assert.Contains("first ended", setup.Calls.Noted);
        Assert.DoesNotContain("second began", setup.Calls.Noted);
        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_stop_waits_for_a_message_that_is_being_worked_on_and_deletes_it_when_done()
    {
        var queue = await Queue("first");
        var setup = Setup(TimeSpan.FromSeconds(30));
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 1);

        var stopping = host.Stop();
        await NoLongerListens(host);
        await Assert.ThrowsAsync<TimeoutException>(() => stopping.WaitAsync(TimeSpan.FromSeconds(1), Cancel));
        setup.Calls.OpenGate();
        await stopping;

        Assert.Equal(["first began", "first ended"], setup.Calls.Noted);
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task What_runs_longer_than_the_limit_is_cancelled_and_its_message_stays()
    {
        var queue = await Queue("endless");
        var setup = Setup(TimeSpan.FromSeconds(1));
        await using var host = await setup.Start();
        await Eventually.True(() => setup.Calls.Noted.Count == 1);

        await host.Stop();

        await Eventually.True(() => setup.Calls.Noted.Contains("endless was cancelled"));
        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    private static Task NoLongerListens(LocalHost host)
    {
        var port = host.BaseAddress.Port;
        return Eventually.True(async () => !await LocalPorts.Answers(port, Cancel));
    }
}
