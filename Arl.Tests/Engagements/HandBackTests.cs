using System.Net;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Functions.Matching;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>A coach gives a request back: another gets it, and the school is told once and kindly.</summary>
public sealed class HandBackTests
{
    private const string KindEmail = "We are finding you another coach";

    [Fact]
    public async Task Another_coach_gets_it_and_the_place_is_free()
    {
        await using var site = await EngagedSite.Start();

        var pressed = await site.HandBack();
        await site.Network.Settle();

        var request = await site.Request();
        Assert.Equal((RequestState.Introduced, "coach-2", 2), (request.State, request.Match!.CoachId, request.Matches));
        Assert.Equal(["coach-1"], request.ExcludedCoaches);
        Assert.Equal([("coach-1", 0), ("coach-2", 1)], await site.Taken());
        Assert.Contains("We find them another coach.", await site.Read(pressed.Location!), StringComparison.Ordinal);
        Assert.Equal("NoTime", (await site.Network.Requests.History(site.Reference, Site.Cancel)).Single(entry => entry.Event == nameof(RequestEvent.HandedBack)).Detail);
    }

    [Fact]
    public async Task Who_asks_for_a_pause_with_it_reads_that_it_is_noted()
    {
        await using var site = await EngagedSite.Start(azurite);

        var pressed = await site.HandBack(("pauseUntil", "2026-12-10"));

        Assert.Contains("nothing new before the day you gave", await site.Read(pressed.Location!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_school_reads_one_kind_email_and_then_of_its_new_coach()
    {
        await using var site = await EngagedSite.Start();

        await site.HandBack();
        await site.Network.Settle();

        var subjects = site.Mails.Where(mail => mail.To.Any(to => to.Value.StartsWith("ana.lucero", StringComparison.Ordinal))).Select(mail => mail.Subject);
        Assert.Equal([$"We have your request {site.Reference}", "Meet your coach, Jo Reyes", KindEmail, "Meet your new coach, Sam Okafor"], subjects);
    }

    [Fact]
    public async Task A_coach_who_handed_it_back_never_gets_it_again()
    {
        await using var site = await EngagedSite.Start(coaches: EngagedSite.First);

        await site.HandBack();
        await site.Network.Settle();
        await site.Network.Get<WaitingList>().Plan(Site.Cancel);

        Assert.Equal(RequestState.Waiting, (await site.Request()).State);
        Assert.Equal([("coach-1", 0)], await site.Taken());
    }

    [Fact]
    public async Task Both_messages_may_come_in_any_order_and_twice()
    {
        await using var site = await EngagedSite.Start();
        await site.HandBack();
        var request = await site.Request();
        var free = new PlaceToFree(site.Reference.ToString(), "coach-1", Functions.Requests.RequestKeys.FreeWork(site.Reference, request.Events));

        await site.Network.Function<MatchRequest>().Run(new(site.Reference.ToString()), Site.Cancel);
        await site.Network.Function<FreePlace>().Run(free, Site.Cancel);
        await site.Network.Settle();
        await site.Network.Function<FreePlace>().Run(free, Site.Cancel);
        await site.Network.Function<MatchRequest>().Run(new(site.Reference.ToString()), Site.Cancel);

        Assert.Equal([("coach-1", 0), ("coach-2", 1)], await site.Taken());
        Assert.DoesNotContain(await site.Site.Rows(Functions.Storage.TableNames.Requests), row => row.Contains("outbox_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_introduction_that_has_not_left_never_does_and_the_school_that_heard_of_nobody_is_not_told()
    {
        await using var site = await EngagedSite.Start(coaches: []);
        var network = site.Network;
        network.Clock.Advance(TimeSpan.FromDays(2));
        var second = await site.Site.Post(SomeJson.From("jose.baca@mesaschools.example"));
        var reference = Reference.Parse(second.Reference!);
        await network.Function<MatchRequest>().Run(new(second.Reference!), Site.Cancel);
        var coachId = (await network.Requests.Get(reference, Site.Cancel))!.Request.Match!.CoachId;

        await network.Get<Functions.Engagements.CoachActs>().HandBack(reference, 1, new(HandBackReason.Other, PauseUntil: null), link: null, Site.Cancel);
        await network.Settle();

        Assert.DoesNotContain(network.Mailer.Sent, mail => mail.Id.Contains($"{reference}_email_introduction-1", StringComparison.Ordinal));
        Assert.DoesNotContain(network.Mailer.Sent, mail => mail.Id.Contains($"{reference}_email_new-coach", StringComparison.Ordinal));
        Assert.All(await network.Requests.EmailStates(reference, "introduction-1", Site.Cancel), email => Assert.Equal(nameof(EmailState.Cancelled), email.State));
        Assert.NotEqual(coachId, (await network.Requests.Get(reference, Site.Cancel))!.Request.Match?.CoachId);
        Assert.DoesNotContain(await site.Site.Rows(Functions.Storage.TableNames.Requests), row => row.Contains("outbox_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_email_that_was_being_tried_at_that_moment_and_did_not_leave_is_not_tried_again()
    {
        await using var site = await EngagedSite.Start("CoachConfirms");
        site.Network.Mailer.Outcome = mail => mail.Id.EndsWith("introduction-1_school", StringComparison.Ordinal) ? new MailOutcome.NotNow("busy") : new MailOutcome.Accepted("fake");
        await site.Press(site.ToCoach.Link(EngagedSite.Yes));
        var acts = site.Network.Get<Functions.Engagements.CoachActs>();
        var sending = new EmailsDue("request", site.Reference.ToString(), "introduction-1");
        site.Network.Mailer.AfterSending = mail =>
        {
            if (mail.Id.EndsWith("introduction-1_coach", StringComparison.Ordinal))
                Task.Run(() => acts.HandBack(site.Reference, 1, new(HandBackReason.Other, PauseUntil: null), link: null, Site.Cancel)).GetAwaiter().GetResult();
        };
        await site.Network.Function<SendEmails>().Run(sending, Site.Cancel);
        site.Network.Mailer.Outcome = _ => new MailOutcome.Accepted("fake");

        await site.Network.Function<SendEmails>().Run(sending, Site.Cancel);
        await site.Network.Settle();

        Assert.DoesNotContain(site.Mails, mail => mail.Id.EndsWith("introduction-1_school", StringComparison.Ordinal));
        Assert.Equal(RequestState.Matched, (await site.Request()).State);
        Assert.Equal("coach-2", (await site.Request()).Match!.CoachId);
    }

    [Fact]
    public async Task A_coach_who_is_busy_for_a_while_pauses_with_the_same_form()
    {
        await using var site = await EngagedSite.Start();

        await site.HandBack(("pauseUntil", "2027-01-10"));
        await site.Network.Settle();

        var coach = (await site.Network.Coaches.Get("coach-1", Site.Cancel))!.Load;
        Assert.Equal((new DateOnly(2027, 1, 10), 0), (coach.PausedUntil, coach.Free));
    }

    [Fact]
    public async Task A_pause_that_was_ended_does_not_come_back_with_a_late_message()
    {
        await using var site = await EngagedSite.Start();
        await site.HandBack(("pauseUntil", "2027-01-10"));
        var work = Functions.Requests.RequestKeys.FreeWork(site.Reference, (await site.Request()).Events);
        await site.Network.Settle();
        await site.Network.Coaches.Pause("coach-1", until: null, Site.Cancel);

        await site.Network.Function<FreePlace>().Run(new(site.Reference.ToString(), "coach-1", work, PauseUntil: new(2027, 1, 10)), Site.Cancel);

        Assert.Null((await site.Network.Coaches.Get("coach-1", Site.Cancel))!.Load.PausedUntil);
    }

    [Theory]
    [InlineData("", ""), InlineData("Silence", ""), InlineData("9", ""), InlineData("<b>", ""), InlineData("NoTime", "2026-11-24"), InlineData("NoTime", "2028-01-01"), InlineData("NoTime", "soon")]
    public async Task A_form_that_is_not_filled_in_right_is_shown_again_and_gives_nothing_back(string reason, string pauseUntil)
    {
        await using var site = await EngagedSite.Start();

        var again = await site.Press(site.ToCoach.Link(EngagedSite.No), ("reason", reason), ("pauseUntil", pauseUntil));

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("Please check your answers", again.Text, StringComparison.Ordinal);
        PageRules.AreKept(await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(again.Text, Site.Cancel));
        Assert.Equal(RequestState.Introduced, (await site.Request()).State);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.HandBack()).Status);
    }
}
