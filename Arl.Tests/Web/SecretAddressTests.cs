using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Tests.House;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Web;

/// <summary>The secret part of an address, of every function that has one and of addresses that no function has.</summary>
public sealed partial class SecretAddressTests
{
    private const string Secret = "s3cr3t-of-a-link";

    private static readonly IReadOnlyList<(string Method, string Path)> s_links =
    [
        .. from function in Site.Functions
           let route = function.Trigger.Route!
           where route.Contains("{token", StringComparison.Ordinal)
           from method in function.Trigger.Methods!
           select (method.ToUpperInvariant(), "/" + Hole().Replace(route, Secret)),
        ("GET", "/act/" + Secret), ("POST", "/act/" + Secret), ("GET", $"/coach/ARL-7K3F-9QZ2/1/{Secret}"), ("POST", "/unsubscribe/" + Secret),
    ];

    [Fact]
    public async Task Stands_in_no_line_of_any_log_and_in_no_scope_around_one()
    {
        await using var site = await Site.Start();
        var status = (await site.Post(SomeJson.Request)).StatusPath.OriginalString;

        foreach (var (method, path) in s_links.Append(("GET", status)).Append(("POST", status + "/withdraw")).Append(("PUT", status)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await site.Http.SendAsync(request, Site.Cancel);
        }

        Assert.True(s_links.Count >= 6, "The links of the status page were not found.");
        Assert.Contains(site.Network.Logs.Lines, line => line.Contains("WithdrawRequest answered", StringComparison.Ordinal));
        Assert.All(["status", "coach", "act"], kind => Assert.Contains(site.Network.Logs.Lines, line => line.Contains($"An address of the kind {kind} opened nothing.", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Network.Logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains(status.Split('/')[^1], StringComparison.Ordinal));
    }

    /// <summary>The real host writes a line for each call, with its path, unless it is told not to.</summary>
    [Theory]
    [InlineData("Microsoft.AspNetCore"), InlineData("Microsoft.Azure.WebJobs.Script.WebHost.Middleware.SystemTraceMiddleware")]
    public void Is_told_to_no_log_by_the_host_in_Azure_either(string category)
    {
        using var host = JsonDocument.Parse(Repository.Text("host.json"));

        Assert.Equal("Warning", host.RootElement.GetProperty("logging").GetProperty("logLevel").GetProperty(category).GetString());
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
