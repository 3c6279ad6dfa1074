using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourceShelfTests
{
    [Fact]
    public async Task The_school_and_its_coach_are_told_of_what_fits_and_what_they_open_is_counted()
    {
        await using var site = await LibrarySite.Start();
        foreach (var n in Enumerable.Range(1, 5))
            await site.Listed(SomeResource.Number(n, n == 5 ? "literacy" : "family-engagement") with { Title = $"Guide {n}" });

        var (toSchool, page) = await Introduced(site);

        Assert.Contains("While you wait: three resources on family engagement", toSchool, StringComparison.Ordinal);
        Assert.Equal(["Guide 1", "Guide 2", "Guide 3"], page.QuerySelectorAll("a[href*='/library/open/']").Select(link => link.TextContent));
        Assert.All(Enumerable.Range(1, 3), n => Assert.Contains($"Guide {n} https://help.arl.example/library/open/{SomeResource.Number(n).Id}", toSchool, StringComparison.Ordinal));
        Assert.DoesNotContain("Guide 5", toSchool, StringComparison.Ordinal);
        var library = page.QuerySelector("a[href^='/library/coach-']")!.GetAttribute("href")!;
        Assert.Contains("The coaches", await site.Site.Http.GetStringAsync(new Uri(library, UriKind.Relative), Site.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_fits_nothing_is_said()
    {
        await using var site = await LibrarySite.Start();
        await site.Listed(SomeResource.Number(1, "literacy"));
        await site.Listed(SomeResource.Number(2) with { LinkState = new(2, Some.Moment) });

        var (toSchool, page) = await Introduced(site);

        Assert.DoesNotContain("While you wait", toSchool, StringComparison.Ordinal);
        Assert.DoesNotContain("/library/open/", toSchool, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href*='/library/open/']"));
    }

    [Fact]
    public async Task A_library_that_is_not_to_be_read_keeps_no_school_from_its_coach()
    {
        await using var site = await LibrarySite.Start();
        await site.Site.Network.Storage.Table(TableNames.Resources).DeleteAsync(Site.Cancel);

        var (toSchool, page) = await Introduced(site, but: QueueNames.PublishReach); // Figures are counted from it, and wait.

        Assert.DoesNotContain("While you wait", toSchool, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("main form"));
    }

    private static async Task<(string ToSchool, AngleSharp.Dom.IDocument CoachPage)> Introduced(LibrarySite site, string? but = null)
    {
        var reference = Reference.Parse((await site.Site.Post(SomeJson.Request)).Reference!);
        await site.Site.Network.SettleBut(but);
        var toSchool = site.Site.Network.Mailer.Sent.Single(mail => mail.Subject.StartsWith("Meet your coach", StringComparison.Ordinal));
        var page = await site.Site.Http.GetStringAsync(new Uri(site.Site.Network.Get<CoachPageLinks>().PathOf(reference, 1), UriKind.Relative), Site.Cancel);
        return (toSchool.Text, await new HtmlParser().ParseDocumentAsync(page, Site.Cancel));
    }
}
