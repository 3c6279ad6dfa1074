using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Charts;
using Arl.Functions.Reach.Public;
using Arl.Functions.Web;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Public;
using Arl.Tests.House;
using Arl.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach.Public;

/// <summary>The public page and its short form, as a browser gets them.</summary>
public sealed class ReachPageTests : IAsyncDisposable
{
    private const string Url = "https://help.arl.example/reach";
    private readonly NetworkProcess _network;

    public ReachPageTests()
    {
        var clock = new TestClock(Some.Moment);
        var account = MemoryAccount.WithEverything(clock);
        Storage.SimulatedSchools.Save(account);
        _network = new(account.Open(), clock, new FakeMailer());
    }

    private static PublicReach Whole { get; } = PublicReach.Of(Published()) with { National = LocaleShares.Of(27, 32, 41, 0) };

    /// <summary>New Mexico has 40 schools, Texas 12, Nevada 3, Puerto Rico 6.</summary>
    private static PublicReach Uneven { get; } = PublicReach.Of(ReachFigures.Of(
        ((string State, int Schools)[])[("NM", 40), ("TX", 12), ("NV", 3), ("PR", 6)] is var states
            ? states.SelectMany(state => Enumerable.Range(0, state.Schools).Select(at => Served with { Key = $"typed-{state.State}{at}", State = UsState.Parse(state.State), IntroducedOn = new(2026, 1 + (at % 9), 3) })) : [],
        RequestCounts.None, Some.Moment));

    [Fact]
    public async Task The_page_says_what_the_network_published()
    {
        var page = await Page(Whole);

        Assert.Contains("1,515 schools · 939,988 students · 38 states", page.QuerySelector("main p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1,515", "939,988"], page.QuerySelectorAll(".figures .big").Take(2).Select(figure => figure.TextContent));
        Assert.Equal(["Urban 51% of those served 27% of all schools", "Suburban 24% of those served 32% of all schools", "Rural 25% of those served 41% of all schools"],
            page.QuerySelectorAll(".bars tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("th, .pair").Select(part => part.TextContent))));
    }

    [Fact]
    public async Task Each_state_served_can_be_reached_by_keyboard_and_is_named_as_in_the_table()
    {
        var page = await Page(Uneven);

        var map = page.QuerySelectorAll(".map path[tabindex='0']").ToDictionary(path => path.GetAttribute("aria-label")!.Split(':')[0], path => path.GetAttribute("aria-label")!.Split(": ")[1]);
        Assert.Equal(("40 schools", "served, number not shown"), (map["New Mexico"], map["Nevada"]));
        Assert.All(page.QuerySelectorAll(".map path[tabindex='0']"), path => Assert.Equal(path.GetAttribute("aria-label"), path.QuerySelector("title")!.TextContent));
        Assert.Equal(["Nevada not shown", "New Mexico 40", "Puerto Rico not shown", "Texas 12"], page.QuerySelectorAll("section[aria-labelledby=where] tbody tr").Select(row => $"{row.Children[0].TextContent} {row.Children[1].TextContent.Replace("number ", "", StringComparison.Ordinal)}"));
    }

    [Fact]
    public async Task What_no_map_shows_stands_beside_it() =>
        Assert.Equal("Puerto Rico: served, number not shown", Assert.Single((await Page(Uneven)).QuerySelectorAll(".beside li"), item => item.TextContent.Contains("Puerto Rico", StringComparison.Ordinal)).TextContent.Trim());

    [Fact]
    public async Task The_page_needs_no_script_loads_only_our_own_style_and_each_id_and_heading_is_in_its_place()
    {
        var page = await Page(Whole);

        Assert.Empty(page.QuerySelectorAll("script, style, img, iframe, link[rel=stylesheet]:not([href^='/assets/'])"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(["H1", "H2", "H2", "H2", "H2"], page.QuerySelectorAll("h1, h2, h3").Select(heading => heading.TagName));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), part => Assert.NotNull(page.GetElementById(part.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("summary"), summary => Assert.NotEmpty(summary.TextContent.Trim()));
        Assert.Equal(page.QuerySelectorAll("summary").Length, page.QuerySelectorAll("summary").Select(summary => summary.TextContent).Distinct().Count());
    }

    [Fact]
    public async Task Who_shares_the_page_shares_its_picture_by_whole_addresses()
    {
        var page = await Page(Whole);

        string? Of(string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");
        Assert.Equal((Url, Url + "/og.png", "1200", "630"), (Of("og:url"), Of("og:image"), Of("og:image:width"), Of("og:image:height")));
        Assert.Contains("1,515 schools", Of("og:description"), StringComparison.Ordinal);
        Assert.Equal(Url, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Of_a_network_too_small_to_show_the_page_says_just_that()
    {
        var page = await Page(PublicReach.Of(ReachFigures.Of([Served, Served with { Key = "359000100002" }], RequestCounts.None, Some.Moment)));

        Assert.Contains("fewer than 5 schools or 10 students", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".figures, .map, .bars, .growth"));
    }

    [Fact]
    public async Task Before_the_first_school_the_page_stands_and_says_so()
    {
        var page = await Page(PublicReach.Of(ReachFigures.Of([], RequestCounts.None, Some.Moment)));

        Assert.Contains("No school has been served yet.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_short_form_may_stand_in_a_frame_anywhere_and_the_page_says_nothing_of_frames()
    {
        var (embed, embedded) = await Get(http => _network.Function<ShowReachEmbed>().Run(http, TestContext.Current.CancellationToken));
        var (page, _) = await Get(http => _network.Function<ShowReach>().Run(http, TestContext.Current.CancellationToken));

        Assert.Equal((ContentPolicy.InAnyFrame, ""), (embed.Headers.ContentSecurityPolicy.ToString(), page.Headers.ContentSecurityPolicy.ToString()));
        Assert.Equal(0, embedded.QuerySelectorAll("header, footer, script").Length);
        Assert.Equal((Url, "_blank"), (embedded.QuerySelector("a")!.GetAttribute("href"), embedded.QuerySelector("a")!.GetAttribute("target")));
    }

    [Fact]
    public void The_picture_is_of_the_size_that_is_announced_and_shows_each_state_that_is_served()
    {
        using var none = SKBitmap.Decode(PagePicture.Png(PublicReach.Of(ReachFigures.Of([], RequestCounts.None, Some.Moment))));
        using var whole = SKBitmap.Decode(PagePicture.Png(Whole));

        Assert.Equal((1200, 630), (whole.Width, whole.Height));
        Assert.Equal(StateShapes.All.Select(shape => shape.State.Code).Intersect(Whole.States.Select(state => state.Key)),
            StateShapes.All.Where(shape => Inside(shape) is var (x, y) && none.GetPixel(x, y) != whole.GetPixel(x, y)).Select(shape => shape.State.Code));
    }

    [Fact]
    public void Every_figure_has_one_definition_and_the_docs_say_it_in_the_same_words() =>
        Assert.Equal(ReachDefinitions.All.Select(figure => $"| {figure.Name} | {figure.Says} |"), FiguresOf(Repository.Text("docs", "reach.md")));

    public async ValueTask DisposeAsync() => await _network.DisposeAsync();

    /// <summary>The rows of the tables of figures; other tables have other heads.</summary>
    private static IEnumerable<string> FiguresOf(string page) =>
        page.ReplaceLineEndings("\n").Split("| figure | what it counts |\n| --- | --- |\n").Skip(1).SelectMany(table => table.Split('\n').TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal)));

    /// <summary>A point of the picture that lies well inside a state.</summary>
    private static (int X, int Y) Inside(StateShape shape)
    {
        using var path = SKPath.ParseSvgPathData(shape.Path);
        var (x, y) = (from at in Enumerable.Range(0, 400)
                      let point = (X: path.Bounds.Left + (path.Bounds.Width * (at % 20) / 20), Y: path.Bounds.Top + (path.Bounds.Height * (at / 20) / 20))
                      where path.Contains(point.X, point.Y)
                      orderby Math.Pow(point.X - path.Bounds.MidX, 2) + Math.Pow(point.Y - path.Bounds.MidY, 2)
                      select point).First();
        return ((int)(445 + (x * 0.73f)), (int)(155 + (y * 0.73f)));
    }

    private async Task<IDocument> Page(PublicReach reach) =>
        Parse(await _network.Get<PageBytes>().Of<ReachPage>(new() { [nameof(ReachPage.Reach)] = reach, [nameof(ReachPage.Url)] = Url, [nameof(ReachPage.Zone)] = TimeZoneInfo.Utc }));

    private static async Task<(HttpResponse Answer, IDocument Page)> Get(Func<HttpRequest, Task<IResult>> function)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        http.Response.Body = body;
        await (await function(http.Request)).ExecuteAsync(http);
        return (http.Response, Parse(body.ToArray()));
    }

    private static IDocument Parse(byte[] html) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(html));
}
