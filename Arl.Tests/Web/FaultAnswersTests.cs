using System.Net.Sockets;
using System.Text.Json;
using Arl.Functions.Web;
using Azure;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>The answer that both hosts give in place of a function that failed.</summary>
public sealed class FaultAnswersTests
{
    [Theory]
    [InlineData("no connection"), InlineData("server busy"), InlineData("tried often"), InlineData("cut")]
    public async Task It_says_that_storage_does_not_answer_and_when_to_try_again(string fault)
    {
        var (http, detail) = await Answer(Fault(fault));

        Assert.Equal((503, "application/problem+json", "5"), (http.StatusCode, http.ContentType, http.Headers.RetryAfter.ToString()));
        Assert.EndsWith("Try again in a few seconds.", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conflict"), InlineData("mistake"), InlineData("cancelled"), InlineData("nothing")]
    public async Task Every_other_fault_is_ours_and_is_told_without_its_internals(string fault)
    {
        var (http, detail) = await Answer(Fault(fault));

        Assert.Equal((500, "application/problem+json"), (http.StatusCode, http.ContentType));
        Assert.Equal("It has been logged. Try again; if it happens again, tell the network.", detail);
    }

    [Theory]
    [InlineData(413), InlineData(400)]
    public async Task What_cannot_be_read_is_the_callers_matter(int status)
    {
        var (http, detail) = await Answer(new BadHttpRequestException("Internals.", status));

        Assert.Equal(status, http.StatusCode);
        Assert.EndsWith("Nothing was saved.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_rendered_is_a_fault_like_any_other_and_nothing_of_it_was_sent()
    {
        var (http, detail) = await Answer(PageResults.Page<BrokenPage>(new { }));

        Assert.Equal((500, "application/problem+json"), (http.StatusCode, http.ContentType));
        Assert.Equal("It has been logged. Try again; if it happens again, tell the network.", detail);
    }

    private static Task<(HttpResponse Http, string? Detail)> Answer(Exception fault) => Answer(FaultAnswers.To(fault));

    private static async Task<(HttpResponse Http, string? Detail)> Answer(IResult result)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<PageBytes>().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = new MemoryStream() } };
        await result.ExecuteAsync(http);
        http.Response.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(http.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        return (http.Response, body.RootElement.GetProperty("detail").GetString());
    }

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

    private sealed class BrokenPage : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddContent(0, "The first words");
            throw new InvalidOperationException("A mistake of ours");
        }
    }
}
