using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Arl.Domain.Reach;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The pages of the reach in a real browser, with what ARL published: 1,515 schools, 939,988 students, 38 states, 51% urban, 25% rural, 24% suburban.</summary>
public sealed class ReachPagesTests(Browser browser)
{
    private const int Narrowest = 320;
    private const int Desktop = 1280;

    [Theory]
    [InlineData("/reach?lang=es", Narrowest, false), InlineData("/reach", Desktop, true), InlineData("/reach/embed", Narrowest, false), InlineData("/reach/embed", 640, true), InlineData("/staff/reach/annual/2020", Narrowest, false), InlineData("/staff/reach/annual/2020", Desktop, true), InlineData("/staff/reach", Narrowest, true), InlineData("/staff/reach", Desktop, false), InlineData("/staff/reach?asOf=2031-01-01&from=x", Narrowest, false)]
    public async Task Nobody_is_shut_out_and_nothing_is_cut_off(string path, int width, bool dark)
    {
        await using var site = await Published();

        var page = await browser.Open(new(site.Http.BaseAddress!, path), width, dark);

        await Browser.IsSound(page, path);
    }

    [Theory]
    [InlineData("/reach"), InlineData("/reach/embed"), InlineData("/staff/reach/annual/2026"), InlineData("/staff/reach")]
    public async Task A_network_that_has_served_nobody_yet_has_its_pages_too(string path)
    {
        await using var site = await Start();

        var page = await browser.Open(new(site.Http.BaseAddress!, path), Narrowest);

        await Browser.IsSound(page, path + "-empty");
    }

    [Fact]
    public async Task Anybody_reads_the_published_figures_without_a_script()
    {
        await using var site = await Published();

        var page = await browser.Open(new(site.Http.BaseAddress!, "/reach"), scripts: false);

        var text = await page.InnerTextAsync("main");
        foreach (var figure in (string[])["1,515", "939,988", "38", "51%", "25%", "24%"])
            Assert.Contains(figure, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_Spanish_reads_the_same_figures_in_Spanish_and_each_keeps_a_page_of_its_own()
    {
        await using var site = await Published();

        var spanish = WebUtility.HtmlDecode(await site.Http.GetStringAsync(new Uri("/reach?lang=es", UriKind.Relative), Site.Cancel));
        var english = WebUtility.HtmlDecode(await site.Http.GetStringAsync(new Uri("/reach", UriKind.Relative), Site.Cancel));

        Assert.All(["<html lang=\"es\">", "1,515 escuelas · 939,988 estudiantes · 38 estados", "51%", "Nuevo México", "Escuelas a las que hemos llegado"], said => Assert.Contains(said, spanish, StringComparison.Ordinal));
        Assert.All(["<html lang=\"en\">", "1,515 schools · 939,988 students · 38 states", "51%", "New Mexico"], said => Assert.Contains(said, english, StringComparison.Ordinal));
    }

    /// <summary>The same line in the staff's email, on the page, in the API and in the export.</summary>
    [Fact]
    public async Task What_was_published_comes_out_exactly_the_same_everywhere()
    {
        await using var site = await Published();
        using var asked = await site.Http.PostAsync(new Uri("/api/staff/reach-report", UriKind.Relative), new StringContent("", Encoding.UTF8, "application/json"), Site.Cancel);
        await site.Network.Settle();

        var email = Assert.Single(site.Network.Mailer.Sent);
        Assert.Equal("ARL reach: 1,515 schools, 939,988 students, 38 states", email.Subject);
        Assert.Contains("51% urban · 25% rural · 24% suburban", email.Text, StringComparison.Ordinal);
        var api = JsonNode.Parse(await site.Http.GetStringAsync(new Uri("/api/reach", UriKind.Relative), Site.Cancel))!;
        Assert.Equal((1515, 939_988L, 38, 11), ((int)api["schools"]!, (long)api["students"]!, (int)api["states"]!, (int)api["organizations"]!));
        Assert.Equal((51, 24, 25), ((int)api["locales"]!["urban"]!["share"]!, (int)api["locales"]!["suburban"]!["share"]!, (int)api["locales"]!["rural"]!["share"]!));
        var page = WebUtility.HtmlDecode(await site.Http.GetStringAsync(new Uri("/reach", UriKind.Relative), Site.Cancel));
        foreach (var figure in (string[])["1,515 schools · 939,988 students · 38 states", "51%", "25%", "24%"])
            Assert.Contains(figure, page, StringComparison.Ordinal);
        var csv = (await site.Http.GetStringAsync(new Uri("/api/staff/reach/served/csv", UriKind.Relative), Site.Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        int Column(string name) => Array.IndexOf(csv[0], name);
        Assert.Equal((1515, 939_988, 38), (csv.Count - 1, csv.Skip(1).Sum(row => int.Parse(row[Column("students")], CultureInfo.InvariantCulture)), csv.Skip(1).Select(row => row[Column("state")]).Distinct().Count()));
        Assert.Equal([51, 24, 25], WholePercent.Of([.. ((string[])["urban", "suburban", "rural"]).Select(area => csv.Count(row => row[Column("area")] == area))]));
    }

    [Fact]
    public async Task Each_state_on_the_map_can_be_reached_by_keyboard_and_says_its_number()
    {
        await using var site = await Published();
        var page = await browser.Open(new(site.Http.BaseAddress!, "/reach"), Desktop);

        var map = page.Locator("svg.map path[tabindex]");
        await map.First.FocusAsync();

        Assert.Matches("^[A-Z][A-Za-z ]+: [0-9]+ schools$", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("path", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
    }

    [Fact]
    public async Task The_years_report_is_one_page_of_letter_paper()
    {
        await using var site = await Published();
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/annual/2020"), Desktop);

        using var pdf = PdfDocument.Open(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));

        var sheet = Assert.Single(pdf.GetPages());
        Assert.Equal((612, 792), (Math.Round(sheet.Width), Math.Round(sheet.Height)));
        var words = string.Join(' ', sheet.GetWords().Select(word => word.Text));
        Assert.True(Below(sheet, "Urban,") < 20, "On paper the shares stand beside the map, not below it.");
        foreach (var figure in (string[])["Reach report 2020", "1,515", "939,988", "38", "51%", "25%", "24%"])
            Assert.Contains(figure, words, StringComparison.Ordinal);
        Assert.DoesNotContain("print this page", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_years_report_tells_no_story_of_single_requests_and_no_number_of_a_single_state()
    {
        await using var site = await Published();
        Assert.NotNull((await site.Post(SomeJson.Request)).Reference);
        await site.Network.Settle();

        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/reach/annual/2026"), Desktop);

        var text = await page.InnerTextAsync("main");
        Assert.Contains("Requests received\ttoo few to show", text, StringComparison.Ordinal);
        Assert.Equal(["served", "not served yet"], await page.Locator(".key li").AllInnerTextsAsync());
        Assert.DoesNotContain("schools", await page.Locator("svg.map").InnerHTMLAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_all_that_was_served_is_small_the_years_report_says_so_in_the_words_of_the_public_page()
    {
        await using var site = await Start();
        using var file = new StringContent(string.Join("\r\n", SomeReach.PublishedCsv().Split("\r\n").Take(4)), Encoding.UTF8, "text/csv");
        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), file, Site.Cancel);
        await site.Network.Settle();

        var page = await site.Http.GetStringAsync(new Uri("/staff/reach/annual/2026", UriKind.Relative), Site.Cancel);

        Assert.Contains("Fewer than 5 schools or 10 students.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1999"), InlineData("2027"), InlineData("next")]
    public async Task There_is_no_report_of_a_year_that_has_not_begun(string year)
    {
        await using var site = await Start();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync(new Uri($"/staff/reach/annual/{year}", UriKind.Relative), Site.Cancel)).StatusCode);
    }

    /// <summary>How far a word stands below the heading of the map.</summary>
    private static double Below(UglyToad.PdfPig.Content.Page sheet, string word)
    {
        double Height(string text) => sheet.GetWords().First(one => one.Text == text).BoundingBox.Bottom;
        return Height("Where") - Height(word);
    }

    private async Task<Site> Published()
    {
        var site = await Start();
        using var file = new StringContent(SomeReach.PublishedCsv(), Encoding.UTF8, "text/csv");
        using var answer = await site.Http.PostAsync(new Uri("/api/staff/served", UriKind.Relative), file, Site.Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await site.Network.Settle();
        return site;
    }

    private Task<Site> Start() => Site.Start(SignedIn.AtTheDoor);
}
