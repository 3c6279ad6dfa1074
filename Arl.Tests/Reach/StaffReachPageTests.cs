using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Reach;
using Arl.Functions.Reach;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.Web.Site;

namespace Arl.Tests.Reach;

/// <summary>The staff's page of all figures. The browser looks at it in <see cref="ReachPagesTests"/>.</summary>
public sealed class StaffReachPageTests
{
    [Fact]
    public async Task Every_figure_has_its_definition_which_opens_without_a_mouse()
    {
        await using var site = await Served();

        var page = await Page(site, "/staff/reach");

        // The growth in joined months is the public page's alone: staff see each month.
        var missing = ReachDefinitions.All.Except([ReachDefinitions.Growth]).Where(figure => !page.QuerySelectorAll("details").Any(details =>
            details.QuerySelector("p")!.TextContent == figure.Says && details.QuerySelector("summary")!.GetAttribute("title") == figure.Says && details.QuerySelector("summary")!.TextContent.Contains(figure.Name[1..], StringComparison.Ordinal)));
        Assert.Empty(missing);
        PageRules.AreKept(page);
    }

    [Fact]
    public async Task What_is_new_in_the_period_stands_beside_what_was_new_before_it_and_all()
    {
        await using var site = await Served();

        var page = await Page(site, "/staff/reach?from=2026-10-01&to=2026-10-31");

        Assert.Equal(("2 | 1 | 1", "2 | 1 | 1"), (Figure(page, ReachDefinitions.Schools), Figure(page, ReachDefinitions.Organizations)));
        Assert.Equal(["2", "420", "1", "1"], Numbers(page, ReachDefinitions.ByState, SomeReach.Served.State.Name));
        Assert.Equal(["1", "210", "1", "0"], Numbers(page, ReachDefinitions.ByMonth, "October 2026"));
        Assert.Equal(["1", "210", "0", "1"], Numbers(page, ReachDefinitions.ByMonth, "September 2026"));
        Assert.Contains("New: October 1, 2026 to October 31, 2026. Before: September 1, 2026 to September 30, 2026.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_period_it_is_the_month_so_far_up_to_the_day_of_the_figures_also_when_the_form_is_sent_empty()
    {
        await using var site = await Served();
        site.Network.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Contains($"New: November 1, 2026 to {Arl.Domain.InWords.Day(Some.Today.AddDays(2))}.", (await Page(site, "/staff/reach?asOf=&from=&to=")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Counted up to November 10, 2026. New: November 1, 2026 to November 10, 2026.", (await Page(site, "/staff/reach?asOf=2026-11-10")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_day_is_told_as_it_was_known_then()
    {
        await using var site = await Served();
        site.Network.Clock.Advance(TimeSpan.FromDays(2));

        Assert.StartsWith("0 |", Figure(await Page(site, "/staff/reach?asOf=2026-11-10"), ReachDefinitions.Schools), StringComparison.Ordinal);
        Assert.StartsWith("2 |", Figure(await Page(site, $"/staff/reach?asOf={Some.Today:yyyy-MM-dd}"), ReachDefinitions.Schools), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_places_that_are_used_are_all_less_those_free()
    {
        await using var site = await Served();
        await site.Network.Coaches.Import([Some.Coach], Cancel);
        await site.Post(SomeJson.Request);
        await site.Network.Settle();

        var row = Row(Section(await Page(site, "/staff/reach"), ReachDefinitions.Places), Some.Coach.Organization);

        Assert.Equal([$"{Some.Coach.Capacity}", "1", $"{Some.Coach.Capacity - 1}"], row);
    }

    [Theory]
    [InlineData("asOf=2031-01-01", "asOf"), InlineData("asOf=soon", "asOf"), InlineData("from=soon", "from"), InlineData("to=1999-01-01", "to"), InlineData("from=2026-11-02&to=2026-11-01", "from"), InlineData("asOf=2026-11-10&to=2026-11-11", "to")]
    public async Task What_cannot_be_shown_is_told_in_words_and_leads_to_its_field(string query, string field)
    {
        await using var site = await Start(SignedIn.AtTheDoor);

        var page = await Page(site, "/staff/reach?" + query, HttpStatusCode.BadRequest);

        Assert.Equal("#" + field, Assert.Single(page.QuerySelectorAll("#errors a")).GetAttribute("href"));
        Assert.Equal("true", page.GetElementById(field)!.GetAttribute("aria-invalid"));
        Assert.Empty(page.QuerySelectorAll("main table"));
        PageRules.AreKept(page);
    }

    [Fact]
    public async Task Everything_that_can_be_handed_on_is_linked_and_there_and_the_staff_page_leads_here()
    {
        await using var site = await Served();

        var links = (await Page(site, "/staff/reach")).QuerySelectorAll(".links a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(["/api/staff/reach/served/csv", "/api/staff/reach/served/xlsx", "/staff/reach/annual/2026", "/staff/reach/annual/2025", "/api/staff/equity.csv", "/staff/reach/reports", "/staff/imports", "/staff/reach/check", "/reach", "/api/staff/reach"], links);
        foreach (var link in links)
            Assert.Equal((link, HttpStatusCode.OK), (link, (await site.Http.GetAsync(new Uri(link, UriKind.Relative), Cancel)).StatusCode));
        Assert.NotNull((await Page(site, "/staff")).QuerySelector("a[href='/staff/reach']"));
    }

    /// <summary>Two schools, of October and of September, of two organizations.</summary>
    private async Task<Site> Served()
    {
        var site = await Start(SignedIn.AtTheDoor);
        await site.Network.Get<ReachTable>().Count(
            [SomeReach.Served with { IntroducedOn = new(2026, 10, 5), Organizations = ["One"] }, SomeReach.Served with { Key = "359000100002", IntroducedOn = new(2026, 9, 5), Organizations = ["Two"] }], "import-1", Cancel);
        return site;
    }

    private static async Task<IDocument> Page(Site site, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.Equal(expected, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancel), Cancel);
    }

    private static string Figure(IDocument page, FigureDefinition figure) =>
        string.Join(" | ", page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th summary")?.GetAttribute("title") == figure.Says).QuerySelectorAll("td").Select(cell => cell.TextContent));

    private static IElement Section(IDocument page, FigureDefinition figure) => page.QuerySelectorAll("section.parted").Single(section => section.QuerySelector("h3")!.TextContent == figure.Name);

    private static IEnumerable<string> Numbers(IDocument page, FigureDefinition figure, string group) => Row(Section(page, figure), group);

    private static IEnumerable<string> Row(IElement section, string name) => section.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == name).QuerySelectorAll("td").Select(cell => cell.TextContent);
}
