using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Reach.Equity;

public sealed class EquityPageTests
{
    [Fact]
    public async Task Staff_read_the_audit_as_tables_with_its_filters_and_its_file()
    {
        await using var site = await Site.Start(SignedIn.AtTheDoor);
        using var csv = new StringContent("school_id,students,introduced_on,organization\n359000100001,210,2026-09-14,Bridge\n359000100002,300,2020-09-14,Bridge\n", System.Text.Encoding.UTF8, "text/csv");
        using var loaded = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), csv, Site.Cancel);

        var (status, all) = await Open(site, "");
        var (_, locales) = await Open(site, "?groups=locale&from=2020-01-01&to=2026-11-24");
        var (wrong, refused) = await Open(site, "?from=2026-12-01&to=2026-11-01");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (status, wrong));
        Assert.Equal(4, all.QuerySelectorAll("table").Length);
        Assert.Contains("1 school was first introduced to a coach from November 25, 2025 to November 24, 2026, beside 2 schools", all.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(locales.QuerySelectorAll("table"));
        Assert.Contains("2 schools were first introduced", locales.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("after its last day", refused.QuerySelector("#from-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-12-01", ((IHtmlInputElement)refused.QuerySelector("#from")!).Value);
        var file = locales.QuerySelector("a[download]")!.GetAttribute("href")!;
        Assert.Equal("/api/staff/equity.csv?from=2020-01-01&to=2026-11-24", file);
        var rows = (await site.Http.GetStringAsync(new Uri(file, UriKind.Relative), Site.Cancel)).Split("\r\n").Where(line => line.Contains(",locale,", StringComparison.Ordinal)).Select(line => line.Split(',')[5]);
        Assert.Equal(rows, locales.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("td")!.TextContent));
    }

    private static async Task<(HttpStatusCode, IHtmlDocument)> Open(Site site, string query)
    {
        using var answer = await site.Http.GetAsync(new Uri("/staff/equity" + query, UriKind.Relative), Site.Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        return (answer.StatusCode, page);
    }
}
