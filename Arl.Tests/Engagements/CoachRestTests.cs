using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Engagements;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class CoachRestTests
{
    private static readonly Dictionary<string, string?> s_settings = new() { ["Coaches:Resources"] = "A first conversation|https://example.org/first;Our handbook | https://example.org/book" };

    [Fact]
    public async Task A_coach_sees_their_other_schools_without_a_way_to_them_and_the_resources_while_the_match_lasts()
    {
        await using var site = await Site.Start(settings: s_settings);
        await site.Network.Coaches.Import([Some.Coach, Some.Coach with { Id = "coach-2", Name = "Sam Okafor", Needs = new HashSet<string>(["literacy"]), Capacity = 1 }], Site.Cancel);
        var first = Reference.Parse((await site.Post(SomeJson.Request)).Reference!);
        var second = Reference.Parse((await site.Post(SomeJson.From("someone.else@mesaschools.example"))).Reference!);
        await site.Network.Settle();
        await site.Network.Get<CoachActs>().Meet(second, 1, link: null, Site.Cancel);
        var path = new Uri(site.Network.Get<CoachPageLinks>().PathOf(first, 1), UriKind.Relative);

        var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(path, Site.Cancel), Site.Cancel);
        await site.Network.Get<CoachActs>().Complete(first, 1, Site.Cancel);
        var over = await site.Http.GetStringAsync(path, Site.Cancel);

        PageRules.AreKept(page);
        var other = Assert.Single(page.QuerySelectorAll(".usa-collection__item"));
        Assert.Contains(second.ToString(), other.TextContent, StringComparison.Ordinal);
        Assert.Contains("In coaching, 0 sessions so far.", other.TextContent, StringComparison.Ordinal);
        Assert.Empty(other.QuerySelectorAll("a"));
        Assert.DoesNotContain("someone.else", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain($"/coach/{second}", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal([("A first conversation", "https://example.org/first"), ("Our handbook", "https://example.org/book")], page.QuerySelectorAll("a[rel=noreferrer]").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        Assert.DoesNotContain(second.ToString(), over, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0), InlineData("A|https://a.example", 1), InlineData("A|https://a.example;B|https://b.example/x?y=z", 2)]
    public void Resources_are_titles_with_addresses(string setting, int count) => Assert.Equal(count, new CoachOptions { Resources = setting }.Listed.Count);

    [Theory]
    [InlineData("A"), InlineData("|https://a.example"), InlineData("A|http://a.example"), InlineData("A|javascript:alert(1)"), InlineData("A|https://me:pw@a.example")]
    public async Task A_resource_that_is_none_stops_the_start_with_what_to_set(string setting)
    {
        var failed = await Assert.ThrowsAnyAsync<Exception>(async () => await Site.Start(settings: new Dictionary<string, string?> { ["Coaches:Resources"] = setting }));

        Assert.Contains("Set Coaches:Resources", failed.ToString(), StringComparison.Ordinal);
    }
}
