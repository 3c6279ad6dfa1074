using AngleSharp.Html.Parser;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>What the emails that time brings let their readers do.</summary>
public sealed class FollowUpLinksTests
{
    private const string Reminded = "2026-11-27T15:00Z";
    private const string Taken = "2026-12-01T15:00Z";

    [Fact]
    public async Task One_click_in_the_reminder_tells_us_that_the_two_are_in_touch()
    {
        await using var site = await EngagedSite.Start();
        var reminder = Assert.Single(await site.Network.Tick(Reminded));

        await site.Press(reminder.Link("Yes, we are in touch"));

        Assert.Equal(site.Network.Clock.GetUtcNow(), (await site.Request()).Engagement.AcceptedAt);
        Assert.Empty(await site.Network.Tick(Taken));
        Assert.Equal("ana.lucero@mesaschools.example", reminder.ReplyTo?.Value);
    }

    [Fact]
    public async Task The_other_click_hands_it_back()
    {
        await using var site = await EngagedSite.Start();
        var reminder = Assert.Single(await site.Network.Tick(Reminded));

        await site.Press(reminder.Link(EngagedSite.No), ("reason", nameof(HandBackReason.NoTime)));
        await site.Network.Settle();

        Assert.Equal("coach-2", (await site.Request()).Match!.CoachId);
    }

    [Fact]
    public async Task A_coach_who_was_asked_first_is_reminded_of_the_question_and_the_school_hears_only_of_the_one_who_says_yes()
    {
        await using var site = await EngagedSite.Asked();

        var reminder = Assert.Single(await site.Network.Tick(Reminded));
        var taken = await site.Network.Tick(Taken);

        Assert.Equal("Can you coach Mesa Verde Elementary?", reminder.Subject);
        Assert.Null(reminder.ReplyTo);
        Assert.DoesNotContain("Lucero", reminder.Text + reminder.Html, StringComparison.Ordinal);
        Assert.Equal(["ask-2_coach", "taken-back-1_coach"], taken.Names());
        Assert.DoesNotContain("Lucero", string.Concat(taken.Select(mail => mail.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quiet-1_school", "Still working with Jo Reyes?"), InlineData("quiet-1_coach", "Still working with Mesa Verde Elementary?")]
    public async Task One_click_of_either_side_keeps_it_open(string email, string title)
    {
        await using var site = await EngagedSite.Start();
        await site.Network.Happens(site.Reference, new RequestEvent.CoachingStarted(1));
        await site.Network.Tick("2026-12-24T15:00Z");
        var notice = (await site.Network.Tick("2027-03-10T15:00Z")).Single(mail => mail.Id.EndsWith(email, StringComparison.Ordinal));
        var link = notice.Link("Yes, we are still working together");

        var page = await new HtmlParser().ParseDocumentAsync(await site.Read(link), Site.Cancel);
        var pressed = await site.Press(link);
        var again = await site.Press(link);

        PageRules.AreKept(page);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("It stays open.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        Assert.Contains("You told us that you are still working together", again.Text, StringComparison.Ordinal);
        Assert.Empty(await site.Network.Tick("2027-03-24T15:00Z"));
        Assert.Single(await site.History(), step => step == nameof(RequestEvent.KeptOpen));
    }

    [Fact]
    public async Task Each_side_answers_the_check_in_by_a_link_of_its_own()
    {
        await using var site = await EngagedSite.Start();
        await site.Network.Happens(site.Reference, new RequestEvent.CoachingStarted(1));

        var mails = await site.Network.Tick("2026-12-24T15:00Z");
        foreach (var mail in mails)
            await site.Press(mail.Link("Answer three questions"), ("score", "4"));

        Assert.Equal([Side.Coach, Side.School], (await site.Request()).Engagement.CheckIns.Select(score => score.By).Order().Reverse());
    }
}
