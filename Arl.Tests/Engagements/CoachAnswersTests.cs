using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Engagements;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>Coaches answer from their inbox.</summary>
public sealed class CoachAnswersTests
{
    [Fact]
    public async Task A_coach_says_yes_with_one_click_and_one_button()
    {
        await using var site = await EngagedSite.Start();

        var pressed = await site.Press(site.ToCoach.Link(EngagedSite.Yes));

        Assert.Equal(HttpStatusCode.SeeOther, pressed.Status);
        Assert.NotNull((await site.Request()).Engagement.AcceptedAt);
        Assert.Contains("We have noted your yes.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        Assert.Equal(3, site.Mails.Count);
    }

    [Fact]
    public async Task What_was_said_by_a_link_stands_in_the_history_with_who_and_when_and_in_the_row_of_the_link()
    {
        await using var site = await EngagedSite.Start();
        var now = site.Network.Clock.GetUtcNow();

        await site.Press(site.ToCoach.Link(EngagedSite.Yes));

        var yes = Assert.Single(await site.Network.Requests.History(site.Reference, Site.Cancel), entry => entry.Event == nameof(RequestEvent.CoachAccepted));
        var used = await site.Network.Storage.Table(TableNames.Requests).QueryAsync<TableEntity>(row => row.PartitionKey == RequestKeys.Partition(site.Reference), cancellationToken: Site.Cancel)
            .Where(row => row.GetDateTimeOffset("UsedAt") is not null).Select(row => (row.GetString("Purpose"), row.GetInt32("Match"), row.GetDateTimeOffset("UsedAt"))).ToListAsync(Site.Cancel);
        Assert.Equal(DoneBy.Coach, yes.By);
        Assert.InRange(yes.At, now, site.Network.Clock.GetUtcNow());
        Assert.Equal((nameof(LinkPurpose.Accept), 1, yes.At), Assert.Single(used));
    }

    [Theory]
    [InlineData(EngagedSite.Yes), InlineData(EngagedSite.No), InlineData(EngagedSite.Met), InlineData(EngagedSite.Page)]
    public async Task Opening_a_link_changes_nothing_however_often_a_mail_scanner_does(string label)
    {
        await using var site = await EngagedSite.Start();
        var before = await site.Everything();

        for (var time = 0; time < 10; time++)
            Assert.Equal(HttpStatusCode.OK, await site.StatusOf(site.ToCoach.Link(label)));
        using var head = await site.Site.Http.SendAsync(new(HttpMethod.Head, site.ToCoach.Link(label)), Site.Cancel);

        Assert.Equal(before, await site.Everything());
    }

    [Theory]
    [InlineData(EngagedSite.Yes), InlineData(EngagedSite.No), InlineData(EngagedSite.Met), InlineData(EngagedSite.Page)]
    public async Task A_page_behind_a_link_is_kept_nowhere_told_to_nobody_and_can_be_used_by_everybody(string label)
    {
        await using var site = await EngagedSite.Start();

        using var answer = await site.Site.Http.GetAsync(site.ToCoach.Link(label), Site.Cancel);

        Assert.Equal(("no-store", "no-referrer"), (answer.Headers.CacheControl?.ToString(), answer.Headers.GetValues("Referrer-Policy").Single()));
        PageRules.AreKept(await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
    }

    [Fact]
    public async Task Ten_presses_at_the_same_moment_are_one_yes()
    {
        await using var site = await EngagedSite.Asked();
        var yes = site.ToCoach.Link(EngagedSite.Yes);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Press(yes)));
        await site.Network.Settle();

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.SeeOther, HttpStatusCode.OK }));
        Assert.Single(await site.History(), step => step == nameof(RequestEvent.CoachAccepted));
        Assert.Single(site.Mails, mail => mail.Subject.StartsWith("Meet your coach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_hand_backs_at_the_same_moment_are_one_and_free_one_place()
    {
        await using var site = await EngagedSite.Start();
        var no = site.ToCoach.Link(EngagedSite.No);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => site.Press(no, ("reason", "NoTime"))));
        await site.Network.Settle();

        Assert.Single(await site.History(), step => step == nameof(RequestEvent.HandedBack));
        Assert.Equal([("coach-1", 0), ("coach-2", 1)], await site.Taken());
        Assert.Single(site.Mails, mail => mail.Subject == "We are finding you another coach");
    }

    [Fact]
    public async Task What_was_done_in_the_evening_was_done_on_that_day_by_the_clocks_of_the_place()
    {
        await using var site = await EngagedSite.Start();
        var met = site.ToCoach.Link(EngagedSite.Met);
        site.Network.Clock.Advance(TimeSpan.FromHours(12)); // In New Mexico still the 24th.

        await site.Press(met);

        Assert.Contains("On November 24, 2026, you told us that you have met.", await site.Read(met), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_press_is_told_kindly_what_was_done()
    {
        await using var site = await EngagedSite.Start();
        var met = site.ToCoach.Link(EngagedSite.Met);
        await site.Press(met);
        var before = await site.Everything();

        var again = await site.Press(met);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains("On November 24, 2026, you told us that you have met.", again.Text, StringComparison.Ordinal);
        Assert.Contains("This is done already", await site.Read(met), StringComparison.Ordinal);
        Assert.Equal(before, await site.Everything());
    }

    [Fact]
    public async Task We_have_met_starts_the_coaching()
    {
        await using var site = await EngagedSite.Start();

        await site.Press(site.ToCoach.Link(EngagedSite.Met));

        Assert.Equal(RequestState.Coaching, (await site.Request()).State);
    }

    [Fact]
    public async Task An_expired_link_offers_a_fresh_one_by_email_at_most_once_an_hour()
    {
        await using var site = await EngagedSite.Start();
        var old = site.ToCoach.Link(EngagedSite.Met);
        site.Network.Clock.Advance(ActionLinks.Lifetime);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusOf(old));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Press(old)).Status);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => site.Press(Fresh(old))));
        await site.Network.Settle();
        site.Network.Clock.Advance(FreshLinks.Every - TimeSpan.FromSeconds(1));
        await site.Press(Fresh(old));
        await site.Network.Settle();

        var fresh = Assert.Single(site.Mails, mail => mail.Subject.StartsWith("Your fresh link", StringComparison.Ordinal));
        Assert.Equal([EngagedSite.First.Email], fresh.To);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.Press(fresh.Link(EngagedSite.Met))).Status);
        Assert.Equal(RequestState.Coaching, (await site.Request()).State);

        site.Network.Clock.Advance(TimeSpan.FromSeconds(1));
        await site.Press(Fresh(old));
        await site.Network.Settle();
        Assert.Equal(2, site.Mails.Count(mail => mail.Subject.StartsWith("Your fresh link", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_learns_from_a_link_whether_there_is_such_a_request()
    {
        await using var site = await EngagedSite.Start();
        var token = site.ToCoach.Link(EngagedSite.Yes).OriginalString.Split('/')[^1];
        string[] references = [site.Reference.ToString(), Reference.Create(5, 99).ToString(), "ARL-0000-0000", "<b>", "x"];
        var forged = token[..^3] + (token[^3] == 'A' ? "B" : "A") + token[^2..];

        var shown = await Task.WhenAll(references.Select(async reference => (await site.Site.Http.GetAsync(Path(reference, forged), Site.Cancel)).StatusCode));
        var posted = await Task.WhenAll(references.Select(reference => site.Press(Path(reference, forged))));
        var answers = await Task.WhenAll(references.Select(reference => site.Press(Fresh(Path(reference, forged)))));

        Assert.All(shown, status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.All(posted, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Single(posted.Zip(references, (answer, reference) => answer.Text.Replace($"/act/{Uri.EscapeDataString(reference)}/", "", StringComparison.Ordinal)).Distinct());
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_link_of_a_match_that_is_over_does_nothing_and_says_so()
    {
        await using var site = await EngagedSite.Start();
        var (yes, met) = (site.ToCoach.Link(EngagedSite.Yes), site.ToCoach.Link(EngagedSite.Met));
        await site.HandBack();
        await site.Network.Settle();

        Assert.Contains("This request has moved on", (await site.Press(yes)).Text, StringComparison.Ordinal);
        Assert.Contains("This request has moved on", await site.Read(met), StringComparison.Ordinal);
        Assert.Equal((RequestState.Introduced, "coach-2"), ((await site.Request()).State, (await site.Request()).Match!.CoachId));
    }

    [Fact]
    public async Task At_the_third_match_that_is_given_back_staff_are_told_once_and_the_fourth_is_asked()
    {
        var coaches = Enumerable.Range(1, 4).Select(n => EngagedSite.First with { Id = $"coach-{n}", Email = Domain.EmailAddress.Parse($"coach{n}@learning-partners.example") }).ToList();
        await using var site = await EngagedSite.Start("Direct", [.. coaches]);
        List<int> told = [];

        for (var time = 1; time <= 3; time++)
        {
            var match = (await site.Request()).Match!;
            await site.Press(site.LastTo(coaches.Single(coach => coach.Id == match.CoachId).Email.Value).Link(EngagedSite.No), ("reason", nameof(HandBackReason.NoTime)));
            await site.Network.Settle();
            told.Add(site.Mails.Count(mail => mail.Subject.Contains($"{site.Reference} was with 3 coaches", StringComparison.Ordinal)));
        }

        Assert.Equal([0, 0, 1], told);
        Assert.Equal(RequestState.Introduced, (await site.Request()).State);
    }

    [Fact]
    public async Task Neither_log_nor_address_of_a_link_names_anybody()
    {
        await using var site = await EngagedSite.Start();
        await site.Press(site.ToCoach.Link(EngagedSite.Yes));
        await site.HandBack(("pauseUntil", "2027-01-10"));
        await site.Network.Settle();

        string[] personal = ["lucero", "reyes", "mesaschools", "learning-partners", "winter break"];
        Assert.DoesNotContain(site.Network.Logs.Lines, line => personal.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Matches("^/act/ARL-[0-9A-Z-]{9}/[A-Za-z0-9_-]{39}$", site.ToCoach.Link(EngagedSite.Yes).OriginalString);
    }

    private static Uri Fresh(Uri link) => new(link.OriginalString + "/fresh", UriKind.Relative);

    private static Uri Path(string reference, string token) => new($"/act/{Uri.EscapeDataString(reference)}/{token}", UriKind.Relative);
}
