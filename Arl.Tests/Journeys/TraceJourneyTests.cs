using System.Text.Json;
using Arl.Functions.Hosting.Local.Traces;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>The traces of the running program: whole, printed as a tree, and silent about people and secrets.</summary>
public sealed class TraceJourneyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_request_is_printed_as_one_tree_and_no_span_of_the_journey_names_anybody()
    {
        await using var host = await RunningHost.Start(null, "--Local:KeepTraces=true");
        using var visitor = new Visitor(host);
        var school = (await visitor.Find("elementary"))[0];
        var asked = await visitor.Ask(school.SchoolId, "principal@school.example");
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        foreach (var path in new[] { asked.StatusUrl!.AbsolutePath, "staff/requests?q=principal@school.example", "act/not-a-token-of-ours", $"no-such-page/{school.SchoolId}?name=Maria" })
            using (await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))
                continue;
        var kept = new TraceFile(host.DataPath);
        await Eventually.True(() => kept.Read().Count(span => span.Name == "send email") == 3 && kept.Read().Any(span => span.Name == "process count-reach"));

        var spans = kept.Read();
        var trace = spans.Single(span => span.Name == "POST /api/requests").Trace;
        var (code, printed) = await RunningHost.Run(["trace", asked.Reference!, .. host.Settings]);
        output.WriteLine(printed);

        Assert.Equal(0, code);
        Assert.Single(printed.Split(Environment.NewLine), line => line == $"trace {trace}");
        Assert.Matches(@"ms  POST /api/requests +server +ARL-", printed);
        Assert.Matches(@"ms     process match-requests +consumer ARL-", printed);
        Assert.Matches(@"ms        process outgoing-email +consumer ARL-", printed);
        Assert.Matches(@"ms           send email +client +school  Accepted", printed);
        var everything = JsonSerializer.Serialize(spans);
        Assert.Contains("GET /requests/{reference}/{token}", everything, StringComparison.OrdinalIgnoreCase);
        Assert.All(["@", "principal", "Maria", "Example", school.Name, school.SchoolId, asked.StatusUrl!.AbsolutePath.Split('/')[^1], "not-a-token", "no-such-page", "?", "client.address", "user_agent", "url.path", "url.full"], secret =>
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
    }
}
