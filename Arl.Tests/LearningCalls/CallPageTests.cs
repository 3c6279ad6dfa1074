using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>The coach's page of one call.</summary>
public sealed class CallPageTests
{
    private static readonly DateOnly s_week = new(2026, 12, 1);

    [Fact]
    public async Task It_says_when_by_the_coachs_own_clock_where_and_how_many_come()
    {
        await using var site = await Start();
        await Calls(site).Answer(s_week, "coach-2", CallAnswer.Yes, Site.Cancel);
        await Calls(site).Answer(s_week, "coach-3", CallAnswer.Yes, Site.Cancel);

        var page = await Open(site, "");

        string[] said = ["Tuesday, December 1, 1:00 PM Mountain Time, 60 minutes", "https://meet.example/learning-call", "Robin Vale", "Two coaches have said yes so far.", "You have not answered yet."];
        Assert.All(said, words => Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Ana Silva", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["yes", "maybe", "no"], Buttons(page));
    }

    [Theory]
    [InlineData("yes", CallAnswer.Yes), InlineData("maybe", CallAnswer.Maybe), InlineData("no", CallAnswer.No)]
    public async Task A_link_of_the_email_changes_nothing_until_its_one_button_is_pressed(string answer, CallAnswer meant)
    {
        await using var site = await Start();

        var page = await Open(site, "?answer=" + answer);
        Assert.Equal([answer], Buttons(page));
        using (var looked = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, Path(site) + "?answer=" + answer), Site.Cancel))
            Assert.Null(await Me(site));
        Assert.Equal($"{Path(site)}?did={answer}", await Press(site, answer));

        Assert.Equal(meant, (await Me(site))!.Answer);
        Assert.Contains("You said that you", (await Open(site, "?did=" + answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_may_be_given_twice_and_changed_until_the_call_is_over()
    {
        await using var site = await Start();
        await Press(site, "yes");
        await Press(site, "yes");
        await Press(site, "no");
        Assert.Equal(CallAnswer.No, (await Me(site))!.Answer);

        site.Network.Clock.SetUtcNow(At("2026-12-01T21:00Z"));

        Assert.Equal($"{Path(site)}?did=late", await Press(site, "yes"));
        Assert.Equal(CallAnswer.No, (await Me(site))!.Answer);
        Assert.DoesNotContain("yes", Buttons(await Open(site, "?answer=yes")));
    }

    [Fact]
    public async Task That_the_coach_was_there_is_said_once_the_call_has_begun()
    {
        await using var site = await Start();
        Assert.DoesNotContain("came", Buttons(await Open(site, "?came=yes")));
        Assert.Equal($"{Path(site)}?did=late", await Press(site, "came"));
        Assert.Null(await Me(site));

        site.Network.Clock.SetUtcNow(At("2026-12-01T20:10Z"));
        Assert.Equal(["came"], Buttons(await Open(site, "?came=yes")));
        Assert.Null(await Me(site));
        await Press(site, "came");
        Assert.True((await Me(site))!.Came);
        Assert.Equal(["not-came"], Buttons(await Open(site, "?came=yes")).Where(what => what.Contains("came", StringComparison.Ordinal)));
        await Press(site, "not-came");

        Assert.False((await Me(site))!.Came);
    }

    [Fact]
    public async Task A_skipped_call_asks_nothing()
    {
        await using var site = await Start();
        var stored = (await Calls(site).Series(Site.Cancel))!;
        await Calls(site).Change(stored, stored.Series.WithChangedWeek(), new(CallChangeKind.Skipped, s_week), new(s_week, null), Site.Cancel);

        var page = await Open(site, "?answer=yes");

        Assert.Contains("There is no call in this week.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Buttons(page));
        Assert.Equal($"{Path(site)}?did=late", await Press(site, "yes"));
    }

    [Fact]
    public async Task It_opens_for_its_coach_alone_and_until_thirty_days_after_the_call()
    {
        await using var site = await Start();
        var path = Path(site);
        string[] wrong = [path[..^2] + "AA", path.Replace("coach-1", "coach-2", StringComparison.Ordinal), path.Replace("12-01", "12-08", StringComparison.Ordinal), site.Network.Get<CallLinks>().PathOf(s_week, "nobody"), site.Network.Get<CallLinks>().PathOf(new(2026, 12, 2), "coach-1")];
        Assert.All(await Task.WhenAll(wrong.Select(one => StatusOf(site, one))), status => Assert.Equal(HttpStatusCode.NotFound, status));

        var (stored, calendar) = (await Calls(site).Calendar(Site.Cancel))!.Value;
        await Calls(site).Announce(stored, calendar, s_week, Site.Cancel);
        site.Network.Clock.SetUtcNow(At("2026-12-31T21:00Z"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(site, path));
        site.Network.Clock.SetUtcNow(At("2026-12-31T21:01Z"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(site, path));
    }

    private async Task<Site> Start()
    {
        var site = await Site.Start();
        await site.Network.Coaches.Import([InvitedNetwork.Jo, InvitedNetwork.Ana], Site.Cancel);
        site.Network.Clock.SetUtcNow(At("2026-11-27T18:00Z"));
        await Calls(site).Change(null, Series, new(CallChangeKind.Set), null, Site.Cancel);
        return site;
    }

    private static CallsTable Calls(Site site) => site.Network.Get<CallsTable>();

    private static Task<CallAttendee?> Me(Site site) => Calls(site).Attendee(s_week, InvitedNetwork.Jo.Id, Site.Cancel);

    private static string Path(Site site) => site.Network.Get<CallLinks>().PathOf(s_week, InvitedNetwork.Jo.Id);

    private static IEnumerable<string> Buttons(IHtmlDocument page) => page.QuerySelectorAll<IHtmlButtonElement>("main button[name=do]").Select(button => button.Value);

    private static async Task<HttpStatusCode> StatusOf(Site site, string path)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        return answer.StatusCode;
    }

    private static async Task<IHtmlDocument> Open(Site site, string query)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri(Path(site) + query, UriKind.Relative), Site.Cancel), Site.Cancel);
        PageRules.AreKept(page);
        return page;
    }

    /// <summary>Where the pressed button leads.</summary>
    private static async Task<string?> Press(Site site, string what)
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("do", what)]);
        using var answer = await site.Http.PostAsync(new Uri(Path(site), UriKind.Relative), content, Site.Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }
}
