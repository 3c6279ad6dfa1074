using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class CheckInTests
{
    [Theory]
    [InlineData(LinkPurpose.CheckInSchool, "school", "your coaching with Jo Reyes"), InlineData(LinkPurpose.CheckInCoach, "coach", "your coaching of Mesa Verde Elementary")]
    public async Task A_side_answers_three_questions_on_one_page(LinkPurpose purpose, string side, string words)
    {
        await using var site = await EngagedSite.Start();
        var link = await site.NewLink(purpose);

        var page = await new HtmlParser().ParseDocumentAsync(await site.Read(link), Site.Cancel);
        var pressed = await site.Press(link, ("score", "4"), ("changed", "Families answer now.\r\nMost of them."), ("next", ""));

        PageRules.AreKept(page);
        Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Thank you for your answers.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        var row = (await site.Network.Storage.Table(TableNames.Requests).GetEntityAsync<TableEntity>(site.Reference.Shard.ToString(), $"{site.Reference}_checkin_1_{side}", cancellationToken: Site.Cancel)).Value;
        Assert.Equal((4, "Families answer now.\nMost of them.", ""), (row.GetInt32("Score"), row.GetString("Changed"), row.GetString("Next")));
        Assert.Equal(4, Assert.Single((await site.Request()).Engagement.CheckIns).Score);
        Assert.Equal($"{side}: 4 of 5", (await site.Network.Requests.History(site.Reference, Site.Cancel)).Single(entry => entry.Event == nameof(RequestEvent.CheckInAnswered)).Detail);
    }

    [Fact]
    public async Task Sent_ten_times_at_once_it_is_answered_once()
    {
        await using var site = await EngagedSite.Start();
        var link = await site.NewLink(LinkPurpose.CheckInSchool);

        await Task.WhenAll(Enumerable.Range(1, 10).Select(n => site.Press(link, ("score", $"{(n % 5) + 1}"))));

        Assert.Single((await site.Request()).Engagement.CheckIns);
        Assert.Single(await site.History(), step => step == nameof(RequestEvent.CheckInAnswered));
    }

    [Theory]
    [InlineData("", 0, "#score"), InlineData("0", 0, "#score"), InlineData("6", 0, "#score"), InlineData("4.5", 0, "#score"), InlineData("3", 1_001, "#changed")]
    public async Task An_answer_that_is_none_is_shown_again(string score, int length, string field)
    {
        await using var site = await EngagedSite.Start();
        var link = await site.NewLink(LinkPurpose.CheckInSchool);

        var answer = await site.Press(link, ("score", score), ("changed", new string('x', length)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var page = await new HtmlParser().ParseDocumentAsync(answer.Text, Site.Cancel);
        PageRules.AreKept(page);
        Assert.Equal([field], page.QuerySelectorAll("#errors a").Select(found => found.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Press(link, ("score", "3"))).Status);
    }

    [Fact]
    public async Task It_can_still_be_answered_when_the_coaching_is_complete()
    {
        await using var site = await EngagedSite.Start();
        var link = await site.NewLink(LinkPurpose.CheckInSchool);
        await site.Press(site.CoachPage, ("do", "complete"));

        Assert.Equal(HttpStatusCode.SeeOther, (await site.Press(link, ("score", "5"))).Status);
        Assert.Equal(RequestState.Completed, (await site.Request()).State);
    }
}
