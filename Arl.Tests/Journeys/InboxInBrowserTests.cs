using Arl.Domain.Requests;
using Arl.Functions.Mail;
using Arl.Tests.Engagements;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Journeys;

/// <summary>What follows the form, from inbox to page, in a real browser: the click that confirms, the coach's answer, the first meeting, a session, the school's own page to its end.</summary>
public sealed class InboxInBrowserTests(Browser browser)
{
    private const string PressButton = "main form button[type=submit]";

    [Theory]
    [InlineData(390, true), InlineData(1280, false)]
    public async Task A_school_and_its_coach_go_from_the_inbox_to_the_end(int width, bool scripts)
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answer = await site.Post(SomeJson.From("ana.lucero@gmail.com"));
        await site.Network.Settle();
        var page = await browser.Open(new(site.Http.BaseAddress!, answer.StatusPath), width, dark: !scripts, scripts);

        await Look("status-unconfirmed");
        await Open(Last("ana.lucero@gmail.com").Link("Yes, this is our request"));
        await Look("confirm");
        await page.ClickAsync(PressButton);
        await Look("status-confirmed");
        await site.Network.Settle();

        await Open(new(answer.StatusPath + "/contact", UriKind.Relative));
        await Look("contact");
        await Open(Last(Some.Coach.Email.Value).Link("I can't take this"));
        await Look("decline");
        await Open(Last(Some.Coach.Email.Value).Link("Yes, I will coach them"));
        await Look("accept");
        await page.ClickAsync(PressButton);
        await Look("coach-accepted");
        await page.ClickAsync("button[value=met]");
        await page.ClickAsync("summary:has-text('Log a session')");
        await page.ClickAsync("details[open] button[type=submit]"); // With nothing typed: it says what is missing.
        await Look("coach-session-problems");
        await page.FillAsync("[name=minutes]", "45");
        await page.FillAsync("[name=topic]", "Family conferences");
        await page.ClickAsync("details[open] button[type=submit]");
        await Look("coach-coaching");

        await Open(answer.StatusPath);
        await Look("status-coaching");
        Assert.Contains(Some.Coach.Name, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync("summary:has-text('I no longer need this')");
        await page.ClickAsync("details[open] button[type=submit]");
        await Look("status-withdrawn");
        Assert.Equal(RequestState.Withdrawn, (await site.Network.Requests.All(Site.Cancel)).Single().State);

        Task Look(string name) => scripts ? Browser.IsSound(page, name) : browser.IsSoundWithoutScripts(page, name, dark: true);
        Task Open(Uri path) => page.GotoAsync(new Uri(site.Http.BaseAddress!, path).AbsoluteUri);
        MailToSend Last(string address) => site.Network.Mailer.Sent.Last(mail => mail.To.Single().Value == address);
    }
}
