using System.Net;
using AngleSharp.Html.Parser;
using Arl.Domain.Requests;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>What a school does from its status page.</summary>
public sealed class SchoolActsTests
{
    private const string Contact = "ana.lucero@mesaschools.example";
    private static readonly (string, string)[] s_new = [("contact.name", "Rosa Baca"), ("contact.email", "rosa.baca@mesaschools.example"), ("contact.phone", "(505) 555-0199")];

    [Fact]
    public async Task From_two_working_days_after_the_introduction_a_school_can_say_that_it_heard_nothing()
    {
        await using var site = await EngagedSite.Start();
        Assert.DoesNotContain("nothing-heard", await site.Read(site.StatusPath), StringComparison.Ordinal);
        Assert.DoesNotContain("It was due by", await site.Read(site.StatusPath), StringComparison.Ordinal);
        Assert.Equal(site.StatusPath, (await site.Press(site.StatusPage("nothing-heard"))).Location);
        Assert.Null((await site.Request()).Engagement.NothingHeardAt);

        site.Network.Clock.SetUtcNow(new(2026, 11, 27, 15, 0, 0, TimeSpan.Zero)); // Tuesday, and Thanksgiving lies between.
        Assert.Contains("nothing-heard", await site.Read(site.StatusPath), StringComparison.Ordinal);
        Assert.Contains("It was due by November 27, 2026. Heard nothing? Say so below.", await site.Read(site.StatusPath), StringComparison.Ordinal);
        PageRules.AreKept(await new HtmlParser().ParseDocumentAsync(await site.Read(site.StatusPage("nothing-heard")), Site.Cancel));
    }

    [Fact]
    public async Task Staff_hear_of_it_once_and_the_introduction_goes_out_again_once()
    {
        await using var site = await EngagedSite.Start();
        site.Network.Clock.Advance(TimeSpan.FromDays(7));

        var pressed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => site.Press(site.StatusPage("nothing-heard"))));
        await site.Network.Settle();

        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Equal([nameof(RequestEvent.NothingHeard), nameof(RequestEvent.IntroductionResent)], (await site.History()).Skip(3));
        Assert.Equal([Attention.SchoolHeardNothing], (await site.Request()).Attention);
        Assert.Single(site.Mails, mail => mail.Subject == $"{site.Reference}: the school has heard nothing from its coach");
        Assert.Single(site.Mails, mail => mail.Subject == "Once more: meet your coach, Jo Reyes");
        Assert.Contains("they have not heard from you yet", site.ToCoach.Text, StringComparison.Ordinal);
        Assert.Contains("They tell us that they have heard nothing yet.", await site.Read(site.CoachPage), StringComparison.Ordinal);
        Assert.Contains("We have written to your coach again", await site.Read(pressed[0].Location!), StringComparison.Ordinal);

        await site.Press(site.ToCoach.Link(EngagedSite.Met));
        Assert.Equal((RequestState.Coaching, 0), ((await site.Request()).State, (await site.Request()).Attention.Count));
    }

    [Fact]
    public async Task A_withdrawal_tells_the_coach_who_was_introduced()
    {
        await using var site = await EngagedSite.Start();

        await site.Press(site.StatusPage("withdraw"));
        await site.Network.Settle();

        Assert.Equal("Mesa Verde Elementary has withdrawn its request", site.ToCoach.Subject);
        Assert.Equal([("coach-1", 0), ("coach-2", 0)], await site.Taken());
        Assert.Contains("The school has withdrawn its request.", await site.Read(site.CoachPage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_before_the_introduction_has_left_tells_nobody_anything()
    {
        await using var site = await EngagedSite.Start();
        var second = await site.Site.Post(SomeJson.From("jose.baca@mesaschools.example"));
        await site.Network.Function<MatchRequest>().Run(new(second.Reference!), Site.Cancel);

        await site.Press(new(second.StatusPath.OriginalString + "/withdraw", UriKind.Relative));
        await site.Network.Settle();

        Assert.DoesNotContain(site.Mails, mail => mail.To.Contains(EngagedSite.Second.Email));
    }

    [Fact]
    public async Task A_corrected_contact_gets_the_introduction_the_coach_the_new_details_and_the_old_address_one_notice()
    {
        await using var site = await EngagedSite.Start();

        var pressed = await site.Press(site.StatusPage("contact"), s_new);
        await site.Network.Settle();

        Assert.Contains("Your contact details are changed.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        var notice = site.LastTo(Contact);
        Assert.Equal(($"The contact of request {site.Reference} was changed", "staff@arl.example"), (notice.Subject, notice.ReplyTo?.Value));
        Assert.DoesNotContain("rosa", notice.Text + notice.Html + notice.Subject, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Once more: meet your coach, Jo Reyes", site.LastTo("rosa.baca@mesaschools.example").Subject);
        Assert.Equal(("The contact at Mesa Verde Elementary has new details.", "rosa.baca@mesaschools.example"), (site.ToCoach.Text.Split('\n').First(line => line.StartsWith("The contact", StringComparison.Ordinal))[..53], site.ToCoach.ReplyTo?.Value));
    }

    [Fact]
    public async Task A_contact_corrected_before_the_introduction_has_left_is_the_only_one_who_gets_it()
    {
        await using var site = await EngagedSite.Start();
        var second = await site.Site.Post(SomeJson.From("jose.baca@mesaschools.example"));
        await site.Network.Function<MatchRequest>().Run(new(second.Reference!), Site.Cancel);

        await site.Press(new(second.StatusPath.OriginalString + "/contact", UriKind.Relative), s_new);
        await site.Network.Settle();

        Assert.DoesNotContain(site.Mails, mail => mail.To.Any(to => to.Value.StartsWith("jose", StringComparison.Ordinal)) && mail.Subject.StartsWith("Meet", StringComparison.Ordinal));
        Assert.Equal("Meet your coach, Sam Okafor", site.LastTo("rosa.baca@mesaschools.example").Subject);
        Assert.StartsWith("Introduction:", Assert.Single(site.Mails, mail => mail.To.Contains(EngagedSite.Second.Email)).Subject, StringComparison.Ordinal);
        Assert.Equal(RequestState.Introduced, (await site.Network.Requests.Get(Reference.Parse(second.Reference!), Site.Cancel))!.Request.State);
    }

    [Fact]
    public async Task A_new_phone_number_is_for_the_coach_alone()
    {
        await using var site = await EngagedSite.Start();

        await site.Press(site.StatusPage("contact"), ("contact.name", "Ana Lucero"), ("contact.email", Contact), ("contact.phone", "(505) 555-0199"));
        await site.Network.Settle();

        Assert.Contains("(505) 555-0199", site.ToCoach.Text, StringComparison.Ordinal);
        Assert.Equal("Meet your coach, Jo Reyes", site.LastTo(Contact).Subject);
    }

    [Fact]
    public async Task While_it_waits_a_correction_tells_the_old_address_and_gives_the_new_one_the_acknowledgement()
    {
        await using var site = await EngagedSite.Start(coaches: EngagedSite.First with { Active = false });

        await site.Press(site.StatusPage("contact"), s_new);
        await site.Network.Settle();

        Assert.Equal([("ana", false), ("ana", false), ("rosa", true)], site.Mails.Select(mail => (mail.To[0].Value.Split('.')[0], mail.To[0].Value != Contact && mail.HasLink("See where your request stands"))).Order());
        Assert.Equal("Rosa Baca", (await site.Request()).Contact.Name);
    }

    [Theory]
    [InlineData("", "rosa@x.example", "", "contact-name"), InlineData("Rosa", "rosa", "", "contact-email"), InlineData("Rosa", "rosa@x.example", "call me", "contact-phone")]
    public async Task A_contact_that_cannot_be_written_to_is_shown_again(string name, string email, string phone, string field)
    {
        await using var site = await EngagedSite.Start();

        var answer = await site.Press(site.StatusPage("contact"), ("contact.name", name), ("contact.email", email), ("contact.phone", phone));

        var page = await new HtmlParser().ParseDocumentAsync(answer.Text, Site.Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, $"#{field}"), (answer.Status, page.QuerySelector("#errors a")!.GetAttribute("href")));
        PageRules.AreKept(page);
        Assert.Equal("Ana Lucero", (await site.Request()).Contact.Name);
    }

    [Fact]
    public async Task The_page_to_correct_a_contact_shows_nothing_of_the_one_on_record()
    {
        await using var site = await EngagedSite.Start();

        var page = await site.Read(site.StatusPage("contact"));

        Assert.DoesNotContain("lucero", page, StringComparison.OrdinalIgnoreCase);
        PageRules.AreKept(await new HtmlParser().ParseDocumentAsync(page, Site.Cancel));
    }

    [Theory]
    [InlineData("nothing-heard"), InlineData("contact")]
    public async Task Without_the_link_nobody_acts_for_the_school(string page)
    {
        await using var site = await EngagedSite.Start();
        var guess = new Uri($"/requests/{site.Reference}/guess/{page}", UriKind.Relative);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await site.StatusOf(guess), (await site.Press(guess, s_new)).Status));
    }
}
