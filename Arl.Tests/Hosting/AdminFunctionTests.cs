using System.Net;
using System.Text;
using Arl.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class AdminFunctionTests(Azurite azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    internal sealed record Order(string Id);

    private sealed class Work(Calls calls)
    {
        [Function("Yearly")]
        public void Yearly([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => calls.Note($"yearly, past due: {timer.IsPastDue}");

        [Function("TakeOrder")]
        public void TakeOrder([QueueTrigger("orders")] Order order) => calls.Note($"order {order.Id}");

        [Function("TakeText")]
        public void TakeText([QueueTrigger("texts")] string text) => calls.Note($"text {text}");

        [Function("Faulty")]
        public void Faulty([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => throw new InvalidOperationException($"No. {timer.IsPastDue}");
    }

    private async Task<(HttpStatusCode Status, SomeHost Setup)> Post(string name, string body, Func<SomeHost, bool>? until = null, string type = "application/json")
    {
        var setup = new SomeHost(azurite.NewAccount()) { Functions = [typeof(Work)] };
        await using var host = await setup.Start();
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var answer = await client.PostAsync(new Uri($"admin/functions/{name}", UriKind.Relative), new StringContent(body, Encoding.UTF8, type), Cancel);
        if (until is not null)
            await Eventually.True(() => until(setup));
        return (answer.StatusCode, setup);
    }

    [Theory]
    [InlineData("Yearly", "{}", "yearly, past due: False")]
    [InlineData("yearly", """{"input":null}""", "yearly, past due: False")]
    [InlineData("TakeOrder", """{"input":"{\"Id\":\"7\"}"}""", "order 7")]
    [InlineData("TakeOrder", """{"input":{"id":"8"}}""", "order 8")]
    [InlineData("TakeText", """{"input":"as it is"}""", "text as it is")]
    public async Task A_timer_or_queue_function_runs_now(string name, string body, string noted)
    {
        var (status, _) = await Post(name, body, setup => setup.Calls.Noted.Contains(noted));

        Assert.Equal(HttpStatusCode.Accepted, status);
    }

    [Fact]
    public async Task A_fault_of_the_function_is_logged_and_the_caller_has_been_answered()
    {
        var (status, _) = await Post("Faulty", "{}", setup => setup.Log.Lines.Any(line => line.StartsWith("Error: Faulty failed", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Accepted, status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_a_form_of_any_site_could_send_runs_nothing(string type)
    {
        var (status, setup) = await Post("Yearly", "{}", type: type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Empty(setup.Calls.Noted);
    }

    [Theory]
    [InlineData("Nobody", "{}", HttpStatusCode.NotFound)]
    [InlineData("Yearly", "", HttpStatusCode.BadRequest)]
    [InlineData("Yearly", "{", HttpStatusCode.BadRequest)]
    [InlineData("Yearly", "[1]", HttpStatusCode.BadRequest)]
    public async Task What_cannot_run_is_refused(string name, string body, HttpStatusCode expected)
    {
        var (status, setup) = await Post(name, body);

        Assert.Equal(expected, status);
        Assert.Empty(setup.Calls.Noted);
    }
}
