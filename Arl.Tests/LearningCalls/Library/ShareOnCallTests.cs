using System.Net;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.LearningCalls.Library;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ShareOnCallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_left_on_the_page_of_a_call_is_shared_once_and_waits_for_staff()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);
        (string, string)[] form = [("key", "k1"), ("title", "A good book list"), ("link", "https://example.org/books")];

        var answers = await Task.WhenAll(site.Post(page + "/share", form), site.Post(page + "/share", form));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, page + "?did=shared"), (answer.Status, answer.Location)));
        var shared = Assert.Single(await site.Network.Get<ResourcesTable>().All(Cancel));
        Assert.Equal((ResourceState.Proposed, Kim.Id, "A good book list", "https://example.org/books"), (shared.State, shared.SharedBy, shared.Title, shared.Link!.AbsoluteUri));
        Assert.Empty(shared.Needs);
    }

    [Fact]
    public async Task The_page_of_a_call_has_a_box_for_a_link_before_the_call_and_after_it()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);

        foreach (var at in (DateTimeOffset[])[site.Network.Clock.GetUtcNow(), End])
        {
            site.Network.Clock.SetUtcNow(at);
            var html = await site.Open(page);
            Assert.NotNull(html.QuerySelector($"form[action='{page}/share'] input[name=link]"));
            Assert.StartsWith($"/library/{Kim.Id}/", html.QuerySelector("a[href^='/library/']")!.GetAttribute("href"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_link_is_sent_back_with_what_was_typed_and_a_wrong_address_shares_nothing()
    {
        await using var site = await CallSite.Start();
        var page = site.PageOf(First, Kim.Id);

        var answer = await site.Post(page + "/share", ("key", "k1"), ("title", "A good book list"), ("link", "javascript:alert(1)"));
        var wrong = await site.Post(page[..^2] + "AA/share", ("key", "k1"), ("title", "A good book list"), ("link", "https://example.org/books"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(("A good book list", "javascript:alert(1)"), (answer.Page.GetElementById("title")!.GetAttribute("value"), answer.Page.GetElementById("link")!.GetAttribute("value")));
        Web.PageRules.AreKept(answer.Page);
        Assert.Equal(HttpStatusCode.NotFound, wrong.Status);
        Assert.Empty(await site.Network.Get<ResourcesTable>().All(Cancel));
    }
}
