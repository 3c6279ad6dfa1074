using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Pages.Staff;
using Arl.Tests.LearningCalls;
using Arl.Tests.LearningCalls.Library;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>Every function under <c>/staff</c> and <c>/api/staff</c>, found by reflection, so that a new one is held to this too.</summary>
public sealed partial class StaffDoorTests
{
    private static readonly string s_report = "now-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("a-key")).AsSpan(0, 12));

    /// <summary>Every route of the staff.</summary>
    internal static IReadOnlyList<(string Method, string Route)> Routes { get; } =
    [
        .. from function in Site.Functions
           let route = function.Trigger.Route!
           where route.Split('/') is ["staff", ..] or ["api", "staff", ..]
           where route is not ("staff/sign-in" or "staff/sign-in/done") // Where nobody is signed in yet.
           from method in function.Trigger.Methods!
           select (method.ToUpperInvariant(), route),
    ];

    private sealed class SignedIn(bool isDeveloper) : IStaffSignIn
    {
        public Task<StaffMember?> Who(HttpRequest http) => Task.FromResult<StaffMember?>(new("somebody", isDeveloper));
    }

    [Fact]
    public async Task Without_a_sign_in_every_staff_route_is_closed_and_writes_nothing()
    {
        await using var site = await Site.Start();
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        var before = await Everything(site);

        Assert.True(Routes.Count >= 5, $"Only {Routes.Count} staff routes were found.");
        foreach (var (method, route) in Routes)
        {
            foreach (var type in new[] { "text/csv", "application/json", "application/x-www-form-urlencoded" })
            {
                using var answer = await Call(site, method, Path(route, reference), type);
                Assert.Equal((method, route, HttpStatusCode.Unauthorized, "application/problem+json"), (method, route, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
                Assert.DoesNotContain("Lucero", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
            }
        }
        Assert.Equal(before, await Everything(site));
        Assert.Contains(site.Network.Logs.Lines, line => line.Contains("The staff's door stayed closed: not staff.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_staff_page_says_when_it_is_a_developer_who_reads_it(bool isDeveloper)
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new SignedIn(isDeveloper)));
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await site.Network.WithCalls();
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        await site.Network.Get<ReachReporter>().WriteNow("a-key", Site.Cancel);
        await site.Network.Get<ResourcesTable>().Add(SomeResource.Guide, Some.Coach.Id, Site.Cancel);
        await site.Network.Settle();

        var pages = Routes.Where(function => function.Method == "GET" && !function.Route.StartsWith("api/", StringComparison.Ordinal) && !function.Route.Contains("/files/", StringComparison.Ordinal) && !function.Route.EndsWith(".csv", StringComparison.Ordinal) && !function.Route.EndsWith("/open", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(pages);
        var forms = new List<(string Route, string Token)>();
        foreach (var (method, route) in pages)
        {
            using var answer = await Call(site, method, Path(route, reference), "text/plain");
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
            Assert.Equal((route, HttpStatusCode.OK, isDeveloper), (route, answer.StatusCode, page.QuerySelector(".arl-strip")?.TextContent.Contains("not a member of the staff", StringComparison.Ordinal) ?? false));
            PageRules.AreKept(page);
            forms.AddRange(page.QuerySelectorAll("form[method=post]").Select(form => (route, form.QuerySelector($"input[name={StaffVisit.FormField}]")?.GetAttribute("value") ?? "")));
        }
        Assert.True(forms.Count >= 4, $"Only {forms.Count} forms were found.");
        Assert.All(forms, form => Assert.True(site.Network.Get<StaffFormTokens>().IsGood(form.Token, new("somebody", isDeveloper)), $"A form of {form.Route} has no token."));
    }

    /// <summary>A page of somebody else's makes a browser post, with the sign-in that it has.</summary>
    [Theory]
    [InlineData("https://evil.example", null), InlineData("https://evil.example", "cross-site"), InlineData("null", null), InlineData("null", "cross-site"), InlineData("http://127.0.0.1:1", null)]
    [InlineData("https://help.arl.example", "same-site"), InlineData(null, "cross-site"), InlineData("not an origin", null), InlineData("https://help.arl.example.evil.example", null)]
    public async Task What_another_site_asks_for_is_refused_on_every_staff_route_that_changes_something(string? origin, string? fetchSite)
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new SignedIn(isDeveloper: false)));
        var before = await Everything(site);
        var changing = Routes.Where(function => function.Method != "GET").ToList();
        Assert.True(changing.Count >= 4, $"Only {changing.Count} routes change something.");

        foreach (var (method, route) in changing)
        {
            using var answer = await Call(site, method, Path(route, "ARL-7K3F-9QZ2"), "text/csv", origin, fetchSite);
            Assert.Equal((route, HttpStatusCode.Forbidden, "application/problem+json"), (route, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
        Assert.Equal(before, await Everything(site));
    }

    [Theory]
    [InlineData("https://help.arl.example", null), InlineData("https://help.arl.example", "same-origin"), InlineData("null", "same-origin"), InlineData(null, null), InlineData(null, "none"), InlineData("the site itself", null)]
    public async Task Our_own_pages_and_callers_that_are_no_browser_are_let_in(string? origin, string? fetchSite)
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new SignedIn(isDeveloper: false)));

        using var answer = await Call(site, "POST", "/staff/alerts", "text/csv", origin == "the site itself" ? site.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin, fetchSite);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_staff_page_of_no_request_is_not_found_and_marked_too()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new SignedIn(isDeveloper: true)));

        using var answer = await Call(site, "GET", "/staff/requests/ARL-0000-0000", "text/plain");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Developer sign-in", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Call(Site site, string method, string path, string type, string? origin = null, string? fetchSite = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        if (method != "GET")
            request.Content = new StringContent("school_id,students,introduced_on,organization\n359000100001,210,2026-09-01,Learning Partners\n", Encoding.UTF8, type);
        return await site.Http.SendAsync(request, Site.Cancel);
    }

    internal static string Path(string route, string reference) => "/" + Hole().Replace(route.Replace("{kind}", "acknowledgement", StringComparison.Ordinal).Replace("coaches/{id}", "coaches/coach-1", StringComparison.Ordinal).Replace("calls/{date}", "calls/2026-12-01", StringComparison.Ordinal).Replace("library/{id}", "library/" + SomeResource.Guide.Id, StringComparison.Ordinal).Replace("{year}", "2026", StringComparison.Ordinal).Replace("reports/{id}", "reports/" + s_report, StringComparison.Ordinal), reference);

    /// <summary>Every row with its ETag, every blob, and the number of messages in every queue.</summary>
    private static async Task<IReadOnlyList<string>> Everything(Site site)
    {
        var found = new List<string>();
        foreach (var table in TableNames.All)
        {
            await foreach (var row in site.Network.Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Site.Cancel))
                found.Add($"{table}/{row.PartitionKey}/{row.RowKey} {row.ETag}");
        }
        foreach (var container in ContainerNames.All)
        {
            await foreach (var blob in site.Network.Storage.Container(container).GetBlobsAsync(cancellationToken: Site.Cancel))
                found.Add($"{container}/{blob.Name} {blob.Properties.ETag}");
        }
        foreach (var queue in QueueNames.All)
            found.Add($"{queue} {(await site.Network.Storage.Queue(queue).GetPropertiesAsync(Site.Cancel)).Value.ApproximateMessagesCount}");
        return found;
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
