using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class LibraryPageTests
{
    [Fact]
    public async Task Coaches_find_what_is_listed_by_need_level_and_words()
    {
        await using var site = await LibrarySite.Start();
        await site.Listed(SomeResource.Number(1) with { Title = "A first letter home" });
        await site.Listed(SomeResource.Number(2, "mathematics") with { Title = "Fractions with paper", Levels = new HashSet<SchoolLevel> { SchoolLevel.Elementary } });
        await site.Resources.Add(SomeResource.Number(3) with { Title = "Nobody has looked at it", State = ResourceState.Proposed, SharedBy = "coach-2" }, "coach-2", Site.Cancel);

        Assert.Equal(["A first letter home", "Fractions with paper"], await Found(site));
        Assert.Equal(["Fractions with paper"], await Found(site, ("need", "mathematics")));
        Assert.Equal(["Fractions with paper"], await Found(site, ("words", "paper frac")));
        Assert.Equal(["A first letter home"], await Found(site, ("level", "high")));
        Assert.Empty(await Found(site, ("need", "mathematics"), ("level", "high")));
        Assert.Equal(["A first letter home", "Fractions with paper"], await Found(site, ("need", "no-such"), ("level", "no-such")));
    }

    [Fact]
    public async Task What_a_coach_looks_for_stands_in_no_address()
    {
        await using var site = await LibrarySite.Start();

        var page = await new HtmlParser().ParseDocumentAsync(await site.Site.Http.GetStringAsync(site.Path, Site.Cancel), Site.Cancel);
        using var opened = await site.Site.Http.GetAsync(new Uri(site.Path + "/search", UriKind.Relative), Site.Cancel);
        using var wrong = await site.Site.Http.PostAsync(new Uri(site.Path.OriginalString[..^2] + "AA/search", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("words", "paper")]), Site.Cancel);

        Assert.All(page.QuerySelectorAll("main form"), form => Assert.Equal("post", form.GetAttribute("method")));
        Assert.Equal(site.Path + "/search", page.QuerySelector("form[role=search]")!.GetAttribute("action"));
        Assert.Equal((HttpStatusCode.SeeOther, site.Path, HttpStatusCode.NotFound), (opened.StatusCode, opened.Headers.Location, wrong.StatusCode));
    }

    [Fact]
    public async Task A_wrong_address_an_old_one_and_that_of_a_coach_who_has_left_open_nothing()
    {
        await using var site = await LibrarySite.Start();
        var path = site.Path.OriginalString;
        var parts = path.Split('/');
        string[] wrong = [path[..^2] + "AA", path.Replace("coach-1", "coach-2", StringComparison.Ordinal), path.Replace(parts[3], "20991231", StringComparison.Ordinal), path.Replace(parts[3], "x", StringComparison.Ordinal), path.Replace("coach-1", "COACH", StringComparison.Ordinal)];
        foreach (var one in wrong)
        {
            Assert.Equal(HttpStatusCode.NotFound, await Status(site, one));
            Assert.Equal(HttpStatusCode.NotFound, (await site.Share(LibrarySite.Form(link: "https://example.org/"), new(one, UriKind.Relative))).Status);
        }

        await site.Site.Network.Coaches.Import([Some.Coach with { Active = false }], Site.Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await Status(site, path));
        Assert.Contains(site.Site.Network.Logs.Lines, line => line.Contains("kind library opened nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opening_counts_a_use_and_leads_to_the_link_that_is_kept()
    {
        await using var site = await LibrarySite.Start();
        var resource = await site.Listed(SomeResource.Guide);
        var path = "/library/open/" + resource.Id;

        using var opened = await site.Site.Http.GetAsync(new Uri(path + "?url=https://evil.example", UriKind.Relative), Site.Cancel);
        using var looked = await site.Site.Http.SendAsync(new(HttpMethod.Head, path), Site.Cancel);

        Assert.All([opened, looked], answer => Assert.Equal((HttpStatusCode.Found, resource.Link), (answer.StatusCode, answer.Headers.Location)));
        Assert.False(opened.Headers.Contains("Set-Cookie"));
        Assert.Equal(1, (await site.Resources.All(Site.Cancel))[0].UsesInYear(Some.Today));
    }

    [Fact]
    public async Task A_file_is_an_attachment_in_which_nothing_runs()
    {
        await using var site = await LibrarySite.Start();
        await site.Share(LibrarySite.Form(file: ("Reunión de familias.pdf", LibrarySite.Pdf)));
        var shared = (await site.Resources.All(Site.Cancel))[0];
        var listed = await site.Listed(shared with { Id = SomeResource.Guide.Id });

        using var opened = await site.Site.Http.GetAsync(new Uri("/library/open/" + listed.Id, UriKind.Relative), Site.Cancel);
        using var looked = await site.Site.Http.SendAsync(new(HttpMethod.Head, "/library/open/" + listed.Id), Site.Cancel);

        Assert.Equal(LibrarySite.Pdf, await opened.Content.ReadAsByteArrayAsync(Site.Cancel));
        foreach (var answer in (HttpResponseMessage[])[opened, looked])
        {
            Assert.Equal((HttpStatusCode.OK, "application/pdf", LibrarySite.Pdf.Length), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, (int?)answer.Content.Headers.ContentLength ?? LibrarySite.Pdf.Length));
            Assert.Equal(("attachment", "Reunión de familias.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }
    }

    [Theory]
    [InlineData(ResourceState.Proposed)]
    [InlineData(ResourceState.Withdrawn)]
    public async Task What_is_not_listed_opens_nowhere_and_counts_nothing(ResourceState state)
    {
        await using var site = await LibrarySite.Start();
        await site.Resources.Add(SomeResource.Guide with { State = state }, "coach-1", Site.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, await Status(site, "/library/open/" + SomeResource.Guide.Id));
        Assert.Empty((await site.Resources.All(Site.Cancel))[0].Uses);
    }

    private static async Task<IReadOnlyList<string>> Found(LibrarySite site, params (string Name, string Value)[] asked)
    {
        using var form = new FormUrlEncodedContent(asked.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await site.Site.Http.PostAsync(new Uri(site.Path + "/search", UriKind.Relative), form, Site.Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        Assert.All(asked, field => Assert.True(page.GetElementById(field.Name)!.GetAttribute("value") == field.Value || page.QuerySelector($"#{field.Name} option[value='{field.Value}']")?.HasAttribute("selected") == true || field.Value == "no-such"));
        return [.. page.QuerySelectorAll(".usa-collection__heading").Select(heading => heading.TextContent.Trim())];
    }

    private static async Task<HttpStatusCode> Status(LibrarySite site, string path)
    {
        using var answer = await site.Site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        return answer.StatusCode;
    }
}
