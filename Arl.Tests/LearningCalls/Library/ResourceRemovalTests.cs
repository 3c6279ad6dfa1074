using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Privacy;
using Arl.Tests.Privacy;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourceRemovalTests
{
    /// <summary>All that anybody typed or sent of it.</summary>
    private static readonly string[] s_words = ["Zelda", "letter home", "%PDF", "It is sound"];

    [Fact]
    public async Task What_staff_delete_for_good_stands_nowhere_any_more_but_that_and_when_it_was_there()
    {
        await using var site = await LibrarySite.Start();
        var id = await Withdrawn(site);
        Assert.NotEmpty(await SomePeople.Where(site.Site.Network.Storage, s_words));

        var (without, _) = await Press(site, id, "delete", ("deleteWhy", " "));
        var (status, location) = await Press(site, id, "delete", ("deleteWhy", "A family asked us to."));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.SeeOther, $"/staff/library/{id}?done=deleted"), (without, status, location));
        Assert.Empty(await SomePeople.Where(site.Site.Network.Storage, s_words));
        Assert.Empty(await site.Blobs());
        var left = (await site.Resources.Get(id, Site.Cancel))!.Resource;
        Assert.Equal((Some.Coach.Id, ResourceState.Withdrawn), (left.SharedBy, left.State));
        Assert.NotNull(left.ListedAt);
        Assert.Equal([("deleted for good", "A family asked us to."), ("withdrawn", ""), ("changed", ""), ("listed", ""), ("shared", "")], (await site.Resources.History(id, 9, Site.Cancel)).Select(change => (change.What, change.Why)));
    }

    [Fact]
    public async Task The_page_of_what_was_deleted_says_so_and_offers_nothing()
    {
        await using var site = await LibrarySite.Start();
        var id = await Withdrawn(site);
        var seen = await Version(site, id);
        await Press(site, id, "delete", ("deleteWhy", "A family asked us to."));

        var page = await new HtmlParser().ParseDocumentAsync(await site.Site.Http.GetStringAsync(Page(id), Site.Cancel), Site.Cancel);
        using var opened = await site.Site.Http.GetAsync(new Uri($"/staff/library/{id}/open", UriKind.Relative), Site.Cancel);
        var (late, _) = await Press(site, id, "list", seen, ("title", "Zelda again"), ("needs", "family-engagement"), ("why", "I saw it before."));

        PageRules.AreKept(page);
        Assert.Contains("Deleted for good", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Conflict), (opened.StatusCode, late));
        Assert.DoesNotContain(id, await site.Site.Http.GetStringAsync(new Uri("/staff/library", UriKind.Relative), Site.Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("taken it back", await site.Site.Http.GetStringAsync(site.Path, Site.Cancel), StringComparison.Ordinal);
        Assert.Empty(await SomePeople.Where(site.Site.Network.Storage, "Zelda"));
    }

    [Fact]
    public async Task What_is_not_withdrawn_is_not_deleted()
    {
        await using var site = await LibrarySite.Start();
        await site.Listed(SomeResource.Guide);

        var (status, _) = await Press(site, SomeResource.Guide.Id, "delete", ("deleteWhy", "I looked elsewhere."));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(SomeResource.Guide.Title, Assert.Single(await site.Resources.Listed(Site.Cancel)).Title);
    }

    [Fact]
    public async Task Two_years_after_its_withdrawal_it_is_deleted_and_not_before()
    {
        await using var site = await LibrarySite.Start();
        await Withdrawn(site);
        await site.Listed(SomeResource.Number(1) with { Title = "Still listed" });
        site.Site.Network.Clock.Advance(site.Site.Network.Clock.GetUtcNow().AddMonths(24) - site.Site.Network.Clock.GetUtcNow() - TimeSpan.FromDays(1));
        await site.Site.Network.Get<Retention>().Run(Site.Cancel);
        Assert.NotEmpty(await SomePeople.Where(site.Site.Network.Storage, "Zelda"));

        site.Site.Network.Clock.Advance(TimeSpan.FromDays(2));
        await site.Site.Network.Get<Retention>().Run(Site.Cancel);

        Assert.Empty(await SomePeople.Where(site.Site.Network.Storage, s_words));
        Assert.Empty(await site.Blobs());
        Assert.Equal("Still listed", Assert.Single(await site.Resources.All(Site.Cancel)).Title);
    }

    [Fact]
    public async Task Of_a_coach_who_is_erased_goes_what_staff_never_listed()
    {
        await using var site = await LibrarySite.Start();
        await site.Share(LibrarySite.Form(title: "Zelda first letter home", file: ("Zelda.pdf", LibrarySite.Pdf)));
        await site.Listed(SomeResource.Number(1) with { Title = "Long listed" });
        await site.Resources.Add(SomeResource.Number(2) with { Title = "Of another", State = ResourceState.Proposed, SharedBy = "coach-2" }, "coach-2", Site.Cancel);
        await site.Site.Network.Coaches.Import([Some.Coach with { Active = false }], Site.Cancel);

        Assert.Equal(Erased.Done, await site.Site.Network.Get<CoachErasure>().Erase(Some.Coach.Id, endedBefore: null, Site.Cancel));

        Assert.Empty(await SomePeople.Where(site.Site.Network.Storage, "Zelda", "%PDF"));
        Assert.Equal(["Long listed", "Of another"], (await site.Resources.All(Site.Cancel)).Select(resource => resource.Title).Order(StringComparer.Ordinal));
    }

    /// <summary>A file that was shared, listed, renamed and withdrawn.</summary>
    private static async Task<string> Withdrawn(LibrarySite site)
    {
        await site.Share(LibrarySite.Form(title: "Zelda first letter home", note: "Zelda liked it.", file: ("Zelda.pdf", LibrarySite.Pdf)));
        var id = Assert.Single(await site.Resources.All(Site.Cancel)).Id;
        await Press(site, id, "list", ("title", "Zelda first letter home"), ("note", "Zelda liked it."), ("needs", "family-engagement"), ("why", "It is sound."));
        await Press(site, id, "save", ("title", "A letter home"), ("note", "Zelda liked it."), ("needs", "family-engagement"), ("why", "Plainer."));
        await Press(site, id, "withdraw", ("withdrawWhy", "It names Zelda."));
        return id;
    }

    private static Uri Page(string id) => new("/staff/library/" + id, UriKind.Relative);

    private static async Task<string> Version(LibrarySite site, string id) =>
        (await new HtmlParser().ParseDocumentAsync(await site.Site.Http.GetStringAsync(Page(id), Site.Cancel), Site.Cancel)).QuerySelector("input[name=version]")!.GetAttribute("value")!;

    private static async Task<(HttpStatusCode Status, string? Location)> Press(LibrarySite site, string id, string act, params (string Name, string Value)[] fields) => await Press(site, id, act, await Version(site, id), fields);

    private static async Task<(HttpStatusCode Status, string? Location)> Press(LibrarySite site, string id, string act, string version, params (string Name, string Value)[] fields)
    {
        site.Site.Network.Clock.Advance(TimeSpan.FromMinutes(1));
        using var form = new FormUrlEncodedContent([SignedIn.Field(site.Site), new("do", act), new("version", version), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await site.Site.Http.PostAsync(Page(id), form, Site.Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString);
    }
}
