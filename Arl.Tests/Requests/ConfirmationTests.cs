using System.Net;
using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Engagements;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The wait for the click of a contact who wrote from an address that anybody can get.</summary>
public sealed class ConfirmationTests
{
    private const string Button = "Yes, this is our request";

    [Fact]
    public async Task A_request_from_a_free_mailbox_is_matched_only_after_the_click_and_the_promise_counts_from_there()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answer = await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        await site.Network.Settle();
        site.Network.Clock.Advance(TimeSpan.FromHours(30));

        var waiting = await Stored(site, answer);
        var mail = Assert.Single(site.Network.Mailer.Sent);
        var opened = await site.Http.GetStringAsync(mail.Link(Button), Site.Cancel);
        await site.Http.GetStringAsync(mail.Link(Button), Site.Cancel);
        var unchanged = await Stored(site, answer);
        var pressed = await Press(site, mail);
        await site.Network.Settle();

        Assert.Equal((RequestState.Received, Some.Moment.AddDays(14), null), (waiting.State, waiting.ConfirmBy, waiting.Match));
        Assert.Equal(waiting.Events, unchanged.Events);
        Assert.Contains("Is this your request?", opened, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "?did=confirm"), (pressed.Status, pressed.Query));
        var after = await Stored(site, answer);
        Assert.Equal((RequestState.Introduced, null, Some.Moment.AddHours(30)), (after.State, after.ConfirmBy, after.ConfirmedAt));
        Assert.Equal(PromiseState.Kept, Promise.Of(Promised.Of(after), site.Network.Clock.GetUtcNow()).State);
        Assert.Equal(TimeSpan.Zero, Promise.Of(Promised.Of(after), site.Network.Clock.GetUtcNow()).Taken);
    }

    [Fact]
    public async Task Links_pressed_twice_late_or_beside_each_other_confirm_once()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.From("ana.lucero@yahoo.com"));
        await site.Network.Settle();
        site.Network.Clock.Advance(Confirmation.LinkEvery);
        var again = await Post(site, answer.StatusPath + "/confirm-link");
        var tooSoon = await Post(site, answer.StatusPath + "/confirm-link");
        await site.Network.Settle();
        var (first, second) = (site.Network.Mailer.Sent[0], site.Network.Mailer.Sent[1]);

        await Task.WhenAll(Press(site, first), Press(site, first), Press(site, second));
        await site.Network.Settle();
        var later = await site.Http.GetStringAsync(first.Link(Button), Site.Cancel);
        await Press(site, second);

        Assert.Equal(("?did=link", "?did=link-later"), (again.Query, tooSoon.Query));
        Assert.Contains("This is done already", later, StringComparison.Ordinal);
        Assert.Single(await History(site, answer), entry => entry.Event == nameof(RequestEvent.ContactConfirmed));
        Assert.Single(await History(site, answer), entry => entry.Event == nameof(RequestEvent.NoCoachFits));
    }

    [Fact]
    public async Task Without_a_click_there_is_one_reminder_after_a_day_and_after_two_weeks_a_kind_end()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.From("ana.lucero@icloud.com"));
        await site.Network.Settle();

        Assert.Empty(await site.Network.Tick("2026-11-25T14:50Z"));
        var reminder = await site.Network.Tick("2026-11-25T15:00Z", beside: 2, times: 3);
        Assert.Empty(await site.Network.Tick("2026-12-08T14:50Z"));
        var end = await site.Network.Tick("2026-12-08T15:00Z", beside: 2, times: 3);
        Assert.Empty(await site.Network.Tick("2026-12-20T15:00Z"));

        Assert.Equal(["confirm-reminder_contact"], reminder.Names());
        Assert.Equal(["not-confirmed_contact"], end.Names());
        Assert.True(reminder[0].HasLink(Button));
        var over = await Stored(site, answer);
        Assert.Equal((RequestState.Withdrawn, false), (over.State, over.AwaitsConfirmation));
        Assert.Equal(PromiseState.NotCounted, Promise.Of(Promised.Of(over), site.Network.Clock.GetUtcNow()).State);
        Assert.Contains("Nobody confirmed the request, so we closed it.", await site.Http.GetStringAsync(answer.StatusPath, Site.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_page_says_that_a_click_is_needed_and_a_corrected_address_is_asked_itself()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answer = await site.Post(SomeJson.From("ana.lucero@gmial.com.gmail.com"));
        await site.Network.Settle();

        var page = await site.Http.GetStringAsync(answer.StatusPath, Site.Cancel);
        await Correct(site, answer, "ana.lucero@outlook.com");
        await site.Network.Settle();
        var old = await site.Http.GetStringAsync(site.Network.Mailer.Sent[0].Link(Button), Site.Cancel);
        var asked = await Stored(site, answer);

        Assert.Contains("One click is still needed.", page, StringComparison.Ordinal);
        Assert.Contains("A newer email has the button", old, StringComparison.Ordinal);
        Assert.Equal("ana.lucero@outlook.com", Assert.Single(site.Network.Mailer.Sent, mail => mail.HasLink(Button) && mail != site.Network.Mailer.Sent[0]).To[0].Value);
        Assert.True(asked.AwaitsConfirmation);
    }

    /// <param name="proof">On: under attack who shows no work confirms, whatever their address.</param>
    [Theory]
    [InlineData("ana.lucero@gmail.com", "Off"), InlineData("ana.lucero@mesaschools.example", "On")]
    public async Task Whoever_asked_cannot_confirm_by_naming_an_address_of_a_school(string first, string proof)
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:ProofOfWork"] = proof });
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answer = await site.Post(SomeJson.From(first));
        await site.Network.Settle();

        await Correct(site, answer, "rosa.baca@mesaschools.example");
        await site.Network.Settle();
        var corrected = await Stored(site, answer);
        await Press(site, site.Network.Mailer.Sent[0]);
        await site.Network.Settle();
        var pressedOld = await Stored(site, answer);
        await Press(site, Assert.Single(site.Network.Mailer.Sent, mail => mail.To[0].Value == "rosa.baca@mesaschools.example"));
        await site.Network.Settle();

        Assert.Equal((RequestState.Received, true), (corrected.State, corrected.AwaitsConfirmation));
        Assert.True(pressedOld.AwaitsConfirmation);
        Assert.Equal(RequestState.Introduced, (await Stored(site, answer)).State);
    }

    [Fact]
    public async Task Staff_confirm_for_a_contact_with_a_reason_and_what_staff_enter_needs_no_click()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask("ana.lucero@gmail.com");

        var page = await staff.Open(reference);
        var done = await staff.Do(reference, "confirm", ("why", "She called from the school."));
        await staff.Network.Settle();
        var entered = Assert.IsType<Acceptance.Accepted>(await staff.Network.Get<AcceptRequest>().Handle(Some.Form with { ContactEmail = "ben@gmail.com" }, null, EnteredBy.Staff("Kim Osei"), Site.Cancel));

        Assert.Contains("Waiting for its contact’s click", page.Body!.TextContent, StringComparison.Ordinal);
        PageRules.AreKept(page);
        Assert.Equal((HttpStatusCode.SeeOther, RequestState.Introduced), (done.Status, (await staff.Stored(reference)).State));
        Assert.Equal(("staff: Kim Osei", "She called from the school."), (await staff.History(reference)).Where(entry => entry.Event == nameof(RequestEvent.ContactConfirmed)).Select(entry => (entry.By, entry.Why)).Single());
        Assert.False((await staff.Stored(entered.Reference)).AwaitsConfirmation);
        Assert.Equal("staff: Kim Osei", (await staff.History(entered.Reference))[0].By);
    }

    [Fact]
    public async Task Staff_may_pause_it_meanwhile_and_the_pause_outlasts_the_click()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask("ana.lucero@gmail.com");
        await staff.Do(reference, "pause", ("until", "2027-01-04"));

        await Press(staff.Site, staff.Network.Mailer.Sent[0]);
        await staff.Network.Settle();
        var paused = await staff.Stored(reference);
        await staff.Do(reference, "resume");
        await staff.Network.Settle();

        Assert.Equal((RequestState.Waiting, null), (paused.State, paused.ConfirmBy));
        Assert.Equal(RequestState.Introduced, (await staff.Stored(reference)).State);
    }

    [Fact]
    public async Task Where_the_setting_is_off_nobody_confirms()
    {
        await using var network = await TestNetwork.Start(new Dictionary<string, string?> { ["Requests:ConfirmFreeMail"] = "false" });

        var accepted = Assert.IsType<Acceptance.Accepted>(await network.Get<AcceptRequest>().Handle(Some.Form with { ContactEmail = "ana@gmail.com" }, null, EnteredBy.School, Site.Cancel));

        Assert.False((await network.Requests.Get(accepted.Reference, Site.Cancel))!.Request.AwaitsConfirmation);
    }

    private static async Task<CoachingRequest> Stored(Site site, JsonAnswer answer) => (await site.Network.Requests.Get(Reference.Parse(answer.Reference!), Site.Cancel))!.Request;

    private static Task<IReadOnlyList<HistoryEntry>> History(Site site, JsonAnswer answer) => site.Network.Requests.History(Reference.Parse(answer.Reference!), Site.Cancel);

    private static Task<(HttpStatusCode Status, string Query)> Press(Site site, Functions.Mail.MailToSend mail) => Post(site, mail.Link(Button).OriginalString);

    private static async Task<(HttpStatusCode Status, string Query)> Post(Site site, string path)
    {
        using var content = new FormUrlEncodedContent([]);
        using var answer = await site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
        return (answer.StatusCode, answer.Headers.Location is { } to ? new Uri(new Uri("https://help.arl.example"), to).Query : "");
    }

    private static async Task Correct(Site site, JsonAnswer answer, string email) => Assert.Equal(HttpStatusCode.SeeOther, (await site.Correct(answer, email)).Status);
}
