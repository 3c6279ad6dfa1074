using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.LearningCalls.Library;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class StaffLibraryTests
{
    private static readonly Resource s_proposed = SomeResource.Guide with { State = ResourceState.Proposed };
    private static readonly Uri s_page = new("/staff/library/" + s_proposed.Id, UriKind.Relative);

    [Fact]
    public async Task What_waits_for_a_look_comes_first_and_stands_on_todays_page()
    {
        await using var site = await Start();
        await site.Listed(SomeResource.Number(1) with { Title = "Listed before" });

        var page = await Page(site, new("/staff/library", UriKind.Relative));

        PageRules.AreKept(page);
        Assert.Equal([s_proposed.Title, "Listed before"], page.QuerySelectorAll("tbody a").Select(link => link.TextContent));
        Assert.Contains("Jo Reyes", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 shared resource to look at", (await Page(site, new("/staff", UriKind.Relative))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_stands_on_todays_page()
    {
        await using var site = await Start();
        await site.Listed(SomeResource.Number(1) with { LinkState = new(1, Some.Moment) });
        await site.Resources.Add(SomeResource.Number(2) with { LinkState = new(2, Some.Moment), State = ResourceState.Withdrawn }, "coach-1", Site.Cancel);
        var before = (await Page(site, new("/staff", UriKind.Relative))).Body!.TextContent;

        await site.Listed(SomeResource.Number(3) with { LinkState = new(2, Some.Moment) });

        Assert.DoesNotContain("nowhere", before, StringComparison.Ordinal);
        Assert.Contains("1 link of the library leads nowhere", (await Page(site, new("/staff", UriKind.Relative))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_change_and_list_it_in_one_step_with_a_reason_and_a_form_sent_twice_is_one_act()
    {
        await using var site = await Start();
        var version = await Version(site);

        var answers = await Task.WhenAll(Press(site, version, "list", title: "A first letter"), Press(site, version, "list", title: "A first letter"));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, s_page + "?done=listed"), (answer.Status, answer.Location)));
        var listed = Assert.Single(await site.Resources.Listed(Site.Cancel));
        Assert.Equal(("A first letter", Some.Moment), (listed.Title, listed.ListedAt));
        var done = (await site.Resources.History(listed.Id, 9, Site.Cancel)).Where(change => change.What != "shared").ToList();
        Assert.Equal(("listed; title: A first letter home → A first letter", "Kim Osei", "It is sound."), (Assert.Single(done).What, done[0].By, done[0].Why));
        PageRules.AreKept(await Page(site, s_page));
    }

    [Fact]
    public async Task It_is_withdrawn_and_put_back()
    {
        await using var site = await Start();

        site.Site.Network.Clock.Advance(TimeSpan.FromMinutes(1));
        await Press(site, await Version(site), "withdraw", withdrawWhy: "It names a student.");
        Assert.Equal(ResourceState.Withdrawn, (await site.Resources.Get(s_proposed.Id, Site.Cancel))!.Resource.State);
        site.Site.Network.Clock.Advance(TimeSpan.FromMinutes(1));
        await Press(site, await Version(site), "list");

        Assert.Equal(["put back", "withdrawn", "shared"], (await site.Resources.History(s_proposed.Id, 9, Site.Cancel)).Select(change => change.What));
        Assert.Equal(ResourceState.Listed, (await site.Resources.Get(s_proposed.Id, Site.Cancel))!.Resource.State);
    }

    [Theory]
    [InlineData("list", "A first letter", "https://example.org/", "", "why")]
    [InlineData("list", "", "https://example.org/", "It is sound.", "title")]
    [InlineData("save", "A first letter", "javascript:alert(1)", "It is sound.", "link")]
    [InlineData("withdraw", "A first letter", "https://example.org/", "", "withdrawWhy")]
    public async Task What_is_wrong_is_said_first_and_nothing_typed_is_lost(string act, string title, string link, string why, string field)
    {
        await using var site = await Start();

        var (status, _, html) = await Press(site, await Version(site), act, title, link, why);

        var page = await new HtmlParser().ParseDocumentAsync(html, Site.Cancel);
        PageRules.AreKept(page);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("#" + field, Assert.Single(page.QuerySelectorAll("#errors a")).GetAttribute("href"));
        if (act != "withdraw")
            Assert.Equal(title, page.GetElementById("title")!.GetAttribute("value"));
        Assert.Equal(ResourceState.Proposed, (await site.Resources.Get(s_proposed.Id, Site.Cancel))!.Resource.State);
    }

    [Fact]
    public async Task Whoever_saw_an_older_one_is_told_so_and_changes_nothing()
    {
        await using var site = await Start();
        var version = await Version(site);
        await Press(site, version, "save", title: "By a colleague");

        var (status, _, html) = await Press(site, version, "list", title: "By me");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Somebody changed this", html, StringComparison.Ordinal);
        Assert.Equal("By a colleague", (await site.Resources.Get(s_proposed.Id, Site.Cancel))!.Resource.Title);
    }

    [Fact]
    public async Task A_link_from_a_call_is_listed_only_once_somebody_says_what_it_helps_with()
    {
        await using var site = await LibrarySite.Start();
        await site.Resources.Add(s_proposed with { Needs = new HashSet<string>() }, "coach-1", Site.Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, (await Press(site, await Version(site), "save", needs: [])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Press(site, await Version(site), "list", needs: [])).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await Press(site, await Version(site), "list")).Status);
    }

    [Fact]
    public async Task Staff_open_what_nobody_else_can_and_a_new_link_has_not_failed_yet()
    {
        await using var site = await LibrarySite.Start();
        await site.Resources.Add(s_proposed with { LinkState = new(2, Some.Moment) }, "coach-1", Site.Cancel);

        using var opened = await site.Site.Http.GetAsync(new Uri(s_page + "/open", UriKind.Relative), Site.Cancel);
        await Press(site, await Version(site), "list", link: "https://example.org/new");

        Assert.Equal(s_proposed.Link, opened.Headers.Location);
        var resource = (await site.Resources.All(Site.Cancel))[0];
        Assert.Empty(resource.Uses);
        Assert.Equal(LinkState.Unchecked, resource.LinkState);
    }

    private async Task<LibrarySite> Start()
    {
        var site = await LibrarySite.Start();
        await site.Resources.Add(s_proposed, Some.Coach.Id, Site.Cancel);
        return site;
    }

    private static async Task<string> Version(LibrarySite site) => (await Page(site, s_page)).QuerySelector("input[name=version]")!.GetAttribute("value")!;

    private static async Task<IDocument> Page(LibrarySite site, Uri path) => await new HtmlParser().ParseDocumentAsync(await site.Site.Http.GetStringAsync(path, Site.Cancel), Site.Cancel);

    private static async Task<(HttpStatusCode Status, string? Location, string Page)> Press(
        LibrarySite site, string version, string act, string title = "A first letter home", string link = "https://example.org/first-letter", string why = "It is sound.", string? withdrawWhy = null, string[]? needs = null)
    {
        List<KeyValuePair<string, string>> fields =
        [
            SignedIn.Field(site.Site), new("do", act), new("version", version), new("title", title), new("link", link), new("note", SomeResource.Guide.Note), new("why", why), new("withdrawWhy", withdrawWhy ?? ""),
            .. (needs ?? ["family-engagement"]).Select(need => KeyValuePair.Create("needs", need)),
        ];
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await site.Site.Http.PostAsync(s_page, form, Site.Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(Site.Cancel));
    }
}
