using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Arl.Tests.Matching.SomeUnmet;

namespace Arl.Tests.Matching;

/// <summary>Unmet need as staff get it, over real storage: the page, the JSON, the file and the reach email.</summary>
public sealed class UnmetNeedsPageTests
{
    [Fact]
    public async Task Page_JSON_file_and_email_say_the_same_numbers()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());
        await Receive(site, HalfAYear());

        var json = await Json(site);
        var lines = (await File(site)).Select(line => line.Split(',')).ToList();
        var page = await Page(site);
        var email = await Email(site);

        var needs = json["needs"]!.AsArray().Select(need => (Id: (string)need!["id"]!, Name: (string)need["name"]!, Asked: (int)need["asked"]!, Unmet: (int)need["unmet"]!)).ToList();
        Assert.Equal([(Multilingual, 34, 17), (Literacy, 9, 7), (Family, 34, 4), ("attendance", 2, 2), ("mathematics", 1, 0)], needs.Select(need => (need.Id, need.Asked, need.Unmet)));
        Assert.Equal(needs.Select(need => (need.Id, N(need.Asked), N(need.Unmet))), lines.Where(line => line[0] == "need").Select(line => (line[1], line[4], line[5])));
        Assert.Equal(needs.Select(need => (need.Name, N(need.Asked), N(need.Unmet))), Rows(page, "Unmet need by need").Select(row => (row[0], row[1], row[2])));
        Assert.Equal(needs.Take(3).Select(need => $"- {need.Name}: {need.Unmet} of {need.Asked} requests"), Section(email, "Asked for and not covered up to now").Select(line => line[..line.IndexOf(" (", StringComparison.Ordinal)]));
        var forecast = json["forecast"]!;
        Assert.Contains((string)forecast["sentence"]!, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal([.. new[] { "waiting", "newRequests", "places", "low", "high" }.Select(name => forecast[name]!.ToString())], lines.Single(line => line[0] == "total")[^5..]);
    }

    [Fact]
    public async Task The_page_reads_so()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());
        await Receive(site, HalfAYear());

        var page = await Page(site);

        PageRules.AreKept(page);
        Approved.Text("Page", string.Join('\n', page.QuerySelectorAll("main h1, main h2, main p, main li, main tr").Select(Words)));
        Approved.Text("File", string.Join('\n', await File(site)));
    }

    [Fact]
    public async Task The_email_reads_so()
    {
        await using var network = await TestNetwork.Start();
        var report = new ReachReport(ReachFigures.Of([], RequestCounts.None with { Waiting = 11 }, Some.Moment), null, WaitingNow.Nobody, []) { NotCovered = [.. Count([.. HalfAYear()]).Top(3)] };

        var email = await network.Get<ReachReportEmails>().Email("now-1", report, "school_id\n"u8.ToArray(), [Arl.Domain.EmailAddress.Parse("staff@arl.example")], Some.Moment, Site.Cancel);

        Approved.Text("Email", email.Text);
        Approved.Html("Email", email.Html);
    }

    [Fact]
    public async Task Before_the_first_request_the_page_says_so_and_the_email_says_nothing()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());

        var page = await Page(site);

        Assert.Contains("No request has been decided yet.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("It is too early for a forecast", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await Json(site))["forecast"]!["places"]);
        Assert.DoesNotContain("not covered", await Email(site), StringComparison.Ordinal);
        PageRules.AreKept(page);
    }

    [Fact]
    public async Task Staff_find_it_from_their_first_page()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());

        var staff = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri("/staff", UriKind.Relative), Site.Cancel), Site.Cancel);
        var page = await Page(site);

        Assert.NotNull(staff.QuerySelector("a[href='/staff/unmet-needs']"));
        Assert.NotNull(page.QuerySelector("a[href='/api/staff/unmet-needs.csv']"));
    }

    [Fact]
    public async Task No_school_and_no_person_is_named()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());
        await Receive(site, HalfAYear());

        var said = (await Json(site)).ToJsonString() + string.Join('\n', await File(site)) + (await Page(site)).DocumentElement.OuterHtml;

        foreach (var name in new[] { "Lucero", "mesaschools", "Mesa Verde", "Jo Reyes", "ARL-" })
            Assert.DoesNotContain(name, said, StringComparison.Ordinal);
    }

    /// <summary>26 weeks and a day: family engagement is covered, multilingual learners less and less, literacy by nobody in Arizona.</summary>
    private static IEnumerable<CoachingRequest> HalfAYear()
    {
        var arizona = Some.Request.Place with { State = UsState.Parse("AZ"), Levels = [SchoolLevel.Elementary, SchoolLevel.Middle] };
        CoachingRequest[] requests =
        [
            Introduced((26 * 7) + 1, ["mathematics"], "mathematics"),
            .. Enumerable.Range(0, 20).Select(i => Introduced(60 + (6 * i), [Family, Multilingual], i < 3 ? [Family] : [Family, Multilingual])),
            .. Enumerable.Range(0, 10).Select(i => Introduced(5 * i, [Family, Multilingual], Family)),
            .. Enumerable.Range(0, 4).Select(i => Waiting(2 * i, Family, Multilingual) with { Languages = [Language.Parse("es")] }),
            .. Enumerable.Range(0, 7).Select(i => Waiting(30 + (20 * i), Literacy) with { Place = arizona }),
            .. Enumerable.Range(0, 2).Select(i => Introduced(9 * i, ["literacy", "attendance"], "literacy") with { Place = Some.Request.Place with { Levels = [] } }),
            Received(0, Family),
            Introduced(50, [Family]),
        ];
        return requests.Select((request, i) => Numbered(request, i));
    }

    private static async Task Receive(Site site, IEnumerable<CoachingRequest> requests)
    {
        foreach (var request in requests)
            Assert.True(await site.Network.Requests.Commit(RequestChange.Create(request, "school", request.ReceivedAt), Site.Cancel));
    }

    private static async Task<JsonNode> Json(Site site) => (await site.Http.GetFromJsonAsync<JsonNode>(new Uri("/api/staff/unmet-needs", UriKind.Relative), Site.Cancel))!;

    private static async Task<string[]> File(Site site)
    {
        using var answer = await site.Http.GetAsync(new Uri("/api/staff/unmet-needs.csv", UriKind.Relative), Site.Cancel);
        Assert.Equal((HttpStatusCode.OK, "text/csv", "unmet-needs-2026-11-24.csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Site.Cancel)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private static async Task<IDocument> Page(Site site) =>
        await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri("/staff/unmet-needs", UriKind.Relative), Site.Cancel), Site.Cancel);

    /// <summary>The text of a reach email written now.</summary>
    private static async Task<string> Email(Site site)
    {
        var id = await site.Network.Get<ReachReporter>().WriteNow(idempotencyKey: null, Site.Cancel);
        var rows = await site.Network.Storage.Table(TableNames.ReachReports).QueryAsync<TableEntity>(cancellationToken: Site.Cancel).ToListAsync(Site.Cancel);
        return rows.Single(row => row.RowKey.StartsWith(id + "_email_", StringComparison.Ordinal)).GetString("Text");
    }

    /// <summary>The bullets under a heading, each as one line.</summary>
    private static string[] Section(string email, string heading) =>
        email.ReplaceLineEndings("\n").Split($"{heading}\n{new string('-', heading.Length)}\n\n")[1].Split("\n\n")[0].Replace("\n  ", " ", StringComparison.Ordinal).Split('\n');

    private static IEnumerable<string[]> Rows(IDocument page, string table) =>
        page.QuerySelectorAll($"[aria-label='{table}'] tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray());

    private static string Words(IElement element) => string.Join(element.LocalName == "tr" ? " | " : " ",
        element.LocalName == "tr" ? element.Children.Select(cell => cell.TextContent.Trim()) : element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
