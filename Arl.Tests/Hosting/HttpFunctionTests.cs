using System.Net;
using System.Net.Sockets;
using System.Text;
using Arl.Functions.Hosting.Local;
using Arl.Tests.Support;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Arl.Tests.Hosting;

public sealed class HttpFunctionTests(Azurite azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private sealed class Site(Calls calls, Calls.OfOneScope scope)
    {
        private int _calls;

        [Function("Root")]
        public IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest http) => Results.Text($"root {http.Path}");

        [Function("GetThing")]
        public Task<IResult> GetThing([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/things/{id}")] HttpRequest http, string id, CancellationToken cancel) =>
            Task.FromResult(Results.Text($"{http.Method} {id} {cancel.CanBeCanceled} {++_calls} {scope is not null}"));

        [Function("PostThing")]
        public async Task<IResult> PostThing([HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = "api/things/{id}")] HttpRequest http, string id)
        {
            calls.Note(await new StreamReader(http.Body).ReadToEndAsync(Cancel));
            return Results.Accepted($"/api/things/{id}");
        }

        [Function("Numbered")]
        public IResult Numbered([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{n:int}")] HttpRequest http, int n) => Results.Text($"{http.Method} {n + 1}");

        [Function("Unrouted")]
        public IResult Unrouted([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) => Results.Text($"{http.Method} by name");

        [Function("Faulty")]
        public Task<IResult> Faulty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "faulty")] HttpRequest http) => throw new InvalidOperationException($"secret internals of {http.Path}");

        [Function("Cut")]
        public Task<IResult> Cut([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cut/{how}")] HttpRequest http, string how) => throw (how switch
        {
            "azure" => new RequestFailedException($"Connection refused {http.Host}"),
            "retried" => new AggregateException(new RequestFailedException("Connection refused"), new RequestFailedException("Connection refused")),
            "http" => new HttpRequestException("Connection refused"),
            "conflict" => new RequestFailedException(409, "Conflict"),
            _ => new SocketException((int)SocketError.ConnectionRefused),
        });
    }

    private async Task<(LocalHost Host, HttpClient Client, SomeHost Setup)> Start(string? prefix = null)
    {
        var setup = new SomeHost(azurite.NewAccount()) { Functions = [typeof(Site)], Settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = prefix ?? "" } };
        var host = await setup.Start();
        return (host, new HttpClient { BaseAddress = host.BaseAddress }, setup);
    }

    [Theory]
    [InlineData("GET", "/", 200, "root /")]
    [InlineData("GET", "/api/things/7", 200, "GET 7 True 1 True")]
    [InlineData("GET", "/API/Things/7", 200, "GET 7 True 1 True")]
    [InlineData("POST", "/api/things/7", 202, "")]
    [InlineData("PUT", "/api/things/7", 202, "")]
    [InlineData("GET", "/numbers/41", 200, "GET 42")]
    [InlineData("PATCH", "/Unrouted", 200, "PATCH by name")]
    [InlineData("DELETE", "/api/things/7", 404, "")]
    [InlineData("POST", "/", 404, "")]
    [InlineData("GET", "/numbers/many", 404, "")]
    [InlineData("GET", "/nowhere", 404, "")]
    [InlineData("GET", "/admin/functions/GetThing", 404, "")]
    public async Task A_request_finds_its_function_by_route_and_method(string method, string path, int status, string body)
    {
        var (host, client, _) = await Start();
        await using var _1 = host;
        using var _2 = client;

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_prefix_of_host_json_stands_before_each_route()
    {
        var (host, client, _) = await Start("v1");
        await using var _1 = host;
        using var _2 = client;

        Assert.Equal("GET 42", await client.GetStringAsync(new Uri("v1/numbers/41", UriKind.Relative), Cancel));
        Assert.Equal("root /v1", await client.GetStringAsync(new Uri("v1", UriKind.Relative), Cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("numbers/41", UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Each_call_has_an_instance_and_a_scope_of_its_own()
    {
        var (host, client, setup) = await Start();
        await using var _1 = host;
        using var _2 = client;

        Assert.Equal("GET 1 True 1 True", await client.GetStringAsync(new Uri("api/things/1", UriKind.Relative), Cancel));
        Assert.Equal("GET 2 True 1 True", await client.GetStringAsync(new Uri("api/things/2", UriKind.Relative), Cancel));

        await Eventually.True(() => setup.Calls.Noted.Count(note => note == "scope ended") == 2);
    }

    [Fact]
    public async Task The_function_reads_the_body()
    {
        var (host, client, setup) = await Start();
        await using var _1 = host;
        using var _2 = client;

        using var answer = await client.PostAsync(new Uri("api/things/7", UriKind.Relative), new StringContent("what is sent", Encoding.UTF8), Cancel);

        Assert.Equal("/api/things/7", answer.Headers.Location?.ToString());
        Assert.Contains("what is sent", setup.Calls.Noted);
    }

    [Fact]
    public async Task A_fault_is_answered_without_its_internals_and_logged_with_them()
    {
        var (host, client, setup) = await Start();
        await using var _1 = host;
        using var _2 = client;

        using var answer = await client.GetAsync(new Uri("faulty", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains(setup.Log.Lines, line => line.StartsWith("Error: Faulty failed", StringComparison.Ordinal) && line.Contains("secret internals", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("azure", HttpStatusCode.ServiceUnavailable)]
    [InlineData("retried", HttpStatusCode.ServiceUnavailable)]
    [InlineData("http", HttpStatusCode.ServiceUnavailable)]
    [InlineData("socket", HttpStatusCode.ServiceUnavailable)]
    [InlineData("conflict", HttpStatusCode.InternalServerError)]
    public async Task Storage_that_does_not_answer_is_said_to_be_away_for_the_moment(string how, HttpStatusCode expected)
    {
        var (host, client, _) = await Start();
        await using var _1 = host;
        using var _2 = client;

        using var answer = await client.GetAsync(new Uri($"cut/{how}", UriKind.Relative), Cancel);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected == HttpStatusCode.ServiceUnavailable, (await answer.Content.ReadAsStringAsync(Cancel)).Contains("Storage does not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_is_logged_by_name_time_and_id()
    {
        var (host, client, setup) = await Start();
        await using var _1 = host;
        using var _2 = client;

        await client.GetStringAsync(new Uri("numbers/41", UriKind.Relative), Cancel);

        await Eventually.True(() => setup.Log.Lines.Any(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^Debug: Numbered answered in \d+ ms \([0-9a-f-]{36}\)\.", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))));
    }
}
