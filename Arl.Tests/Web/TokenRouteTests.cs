using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>
/// Every route whose address is a key, found by reflection: a wrong key to a request that there is, to one that there is not, and to a reference that is none are answered alike (status, headers, page), and none of them asks storage for
/// anything, so that not even the time tells which it was.
/// </summary>
public sealed partial class TokenRouteTests(Azurite azurite)
{
    private const string Wrong = "AAAAAAAAAAAAAAAAAAAAAA", Unknown = "ARL-7K3F-9QZ2";

    /// <summary>Sends a fresh link to the address on record, and so has to look whether there is one (docs/decisions/0013): its page is the same, its calls to storage are not.</summary>
    private const string Fresh = "act/{reference}/{token}/fresh";

    private static readonly IReadOnlyList<(string Method, string Route)> s_routes =
        [.. from function in Site.Functions where Key().IsMatch(function.Trigger.Route!) from method in function.Trigger.Methods! select (method.ToUpperInvariant(), function.Trigger.Route!)];

    [Fact]
    public async Task A_wrong_key_says_nothing_of_what_there_is()
    {
        var network = await TestNetwork.OnAzurite(azurite);
        var calls = new Calls();
        var options = new StorageClientOptions();
        options.Tables.AddPolicy(calls, HttpPipelinePosition.PerCall);
        options.Queues.AddPolicy(calls, HttpPipelinePosition.PerCall);
        options.Blobs.AddPolicy(calls, HttpPipelinePosition.PerCall);
        await using var site = await Site.Working(network, services => services.AddSingleton(new ArlStorage(network.Get<IConfiguration>()["AzureWebJobsStorage"]!, options)));
        var known = (await site.Post(SomeJson.Request)).Reference!;
        await network.Settle();
        Assert.True(s_routes.Count >= 14, $"Only {s_routes.Count} routes were found.");

        foreach (var (method, route) in s_routes)
        {
            var answers = new List<(string Of, string Answer, int Calls)>();
            foreach (var reference in new[] { known, Unknown, "ARL-0000-0000", "x" })
            {
                calls.Made.Clear();
                var answer = await Answer(site, method, route, reference);
                answers.Add((reference, answer, calls.Made.Count));
            }
            Assert.All(answers, answer => Assert.Equal((method, route, answers[0].Answer), (method, route, answer.Answer)));
            if (route == Fresh)
                Assert.True(answers[0].Calls > 0); // So the calls are seen.
            else
                Assert.All(answers, answer => Assert.True(answer.Calls == 0, $"{method} {route} asks storage for {answer.Of}: {string.Join(", ", calls.Made)}"));
        }
    }

    [Fact]
    public void The_routes_of_keys_are_these() => Assert.Equal(
        ["act", "calls", "coach", "library", "requests", "unsubscribe"], s_routes.Select(route => route.Route.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));

    /// <summary>All that a caller sees, without what they sent themselves.</summary>
    private static async Task<string> Answer(Site site, string method, string route, string reference)
    {
        var path = Key().Replace(route, Wrong).Replace("{reference}", reference, StringComparison.Ordinal).Replace("{match}", "1", StringComparison.Ordinal).Replace("{coachId}", reference == Unknown ? "coach-9" : "coach-1", StringComparison.Ordinal).Replace("{until}", "20270224", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(method), "/" + path);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([new("do", "x")]);
        request.Headers.Add("Accept", "text/html");
        using var answer = await site.Http.SendAsync(request, Site.Cancel);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Content-Length")).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        return $"{(int)answer.StatusCode}\n{headers}\n{(await answer.Content.ReadAsStringAsync(Site.Cancel)).Replace(reference == "x" ? "/x/" : reference, reference == "x" ? "/REF/" : "REF", StringComparison.Ordinal)}";
    }

    private sealed class Calls : HttpPipelineSynchronousPolicy
    {
        public ConcurrentQueue<string> Made { get; } = new();

        public override void OnSendingRequest(HttpMessage message) => Made.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
    }

    [GeneratedRegex(@"\{(token|signature)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
