using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Arl.Tests.Introductions;

public sealed class PromisePageTests
{
    [Fact]
    public async Task Staff_see_what_is_about_to_break_it_with_age_and_link_and_each_request_its_clock()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        await site.Network.Settle();
        site.Network.Clock.Advance(TimeSpan.FromHours(19));

        var page = await Page(site, "/staff/promise");
        var request = await Page(site, "/staff/requests/" + reference);

        var row = page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Single().Children.Select(cell => cell.TextContent).ToList();
        Assert.Equal([reference, "Mesa Verde Elementary, NM", "Waiting", "Nov 24, 10:00 AM", "19 hours", "Nov 25, 10:00 AM"], row.Take(6));
        Assert.Equal("/staff/requests/" + reference, page.QuerySelector("table a")!.GetAttribute("href"));
        Assert.Contains("About to break: 19 hours of 24, until Nov 25, 10:00 AM.", request.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/staff/promise", (await Page(site, "/staff")).QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_page_of_an_introduced_request_says_what_comes_next()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn, SignedIn>());
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        await site.Network.Settle();
        var reference = (await site.Post(SomeJson.Request)).Reference!;
        await site.Network.Settle();

        var request = await Page(site, "/staff/requests/" + reference);

        Assert.Contains("Kept: introduced within the hour.", request.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("If the coach does not answer, they are reminded on Nov 27, 10:00 AM, and another coach is asked on Dec 1, 10:00 AM.", request.Body.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IDocument> Page(Site site, string path)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel);
    }
}
