using System.Net.Sockets;
using System.Text.Json;
using Arl.Functions.Web;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>The answer that both hosts give while storage is away.</summary>
public sealed class StorageAwayTests
{
    [Theory]
    [InlineData("no connection"), InlineData("server busy"), InlineData("tried often"), InlineData("cut")]
    public async Task It_says_that_storage_does_not_answer_and_when_to_try_again(string fault)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };

        await StorageAway.AnswerTo(Fault(fault))!.ExecuteAsync(http);

        http.Response.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(http.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((503, "application/problem+json", "5"), (http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.RetryAfter.ToString()));
        Assert.EndsWith("Try again in a few seconds.", body.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conflict"), InlineData("mistake"), InlineData("cancelled"), InlineData("nothing")]
    public void Every_other_fault_is_left_to_the_host(string fault) => Assert.Null(StorageAway.AnswerTo(Fault(fault)));

    private static Exception Fault(string what) => what switch
    {
        "no connection" => new RequestFailedException("Connection refused"),
        "server busy" => new RequestFailedException(503, "Server busy"),
        "tried often" => new AggregateException(new RequestFailedException("Connection refused"), new HttpRequestException("Connection refused")),
        "cut" => new IOException("Cut", new SocketException((int)SocketError.ConnectionReset)),
        "conflict" => new RequestFailedException(409, "Conflict"),
        "mistake" => new InvalidOperationException("A mistake of ours"),
        "cancelled" => new OperationCanceledException(),
        _ => new AggregateException(),
    };
}
