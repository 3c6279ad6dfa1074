using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Tests.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>Staff set the weekly call, a coach answers from the email, staff skip a week and say who came: in a real browser, on a phone and on a desk.</summary>
public sealed class CallsInBrowserTests(Browser browser)
{
    [Theory]
    [InlineData(390), InlineData(1280)]
    public async Task From_the_form_to_who_came(int width)
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([InvitedNetwork.Jo, InvitedNetwork.Ana], Site.Cancel);
        var (network, home) = (staff.Network, staff.Site.Http.BaseAddress!);
        network.Clock.SetUtcNow(At("2026-11-25T15:00Z"));
        var page = await browser.Open(new(home, "/staff/calls"), width, dark: width < 1000);
        await Browser.IsSound(page, "calls-none");

        await page.SelectOptionAsync("#weekday", "Tuesday");
        await page.FillAsync("#time", "15:00");
        await page.FillAsync("#minutes", "5");
        await page.ClickAsync("button[value=save]");
        await page.WaitForSelectorAsync("#errors");
        await Browser.IsSound(page, "calls-problems");
        await page.SelectOptionAsync("#zone", "America/New_York");
        await page.FillAsync("#minutes", "60");
        await page.FillAsync("#link", "https://meet.example/learning-call");
        await page.FillAsync("#host_name", "Robin Vale");
        await page.FillAsync("#host_email", "robin.vale@arl.example");
        await page.ClickAsync("button[value=save]");
        await page.WaitForSelectorAsync(".said");

        network.Clock.SetUtcNow(At("2026-11-27T18:00Z"));
        await network.Function<SendCallEmails>().Run(new(), Site.Cancel);
        await network.Settle();
        var mail = network.Mailer.Sent.Single(sent => sent.To.Contains(InvitedNetwork.Jo.Email));
        await Look(page, mail.Html, "email-call-invitation");

        await page.GotoAsync(Link(home, mail.Text, "?answer=yes"));
        await Browser.IsSound(page, "call-asked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, I will come" }).ClickAsync();
        await page.WaitForSelectorAsync(".said");
        await Browser.IsSound(page, "call-answered");

        await page.GotoAsync(new Uri(home, "/staff/calls").AbsoluteUri);
        await Browser.IsSound(page, "calls");
        await page.ClickAsync("main table a >> nth=0");
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(closed => closed.open = true)");
        await Browser.IsSound(page, "calls-week");
        await page.ClickAsync("button[value=skip]");
        await page.WaitForSelectorAsync(".said");
        Assert.Contains("There is no call in this week.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ClickAsync("summary:has-text('usual time')");
        await page.ClickAsync("button[value=put-back]");
        await page.WaitForSelectorAsync("text=usual time again");

        network.Clock.SetUtcNow(At("2026-11-30T20:00Z"));
        await network.Function<SendCallEmails>().Run(new(), Site.Cancel);
        await network.Settle();
        await Look(page, network.Mailer.Sent.Last(sent => sent.To.Contains(InvitedNetwork.Jo.Email) && sent.Subject.StartsWith("Reminder", StringComparison.Ordinal)).Html, "email-call-reminder");
        await Look(page, network.Mailer.Sent.Last(sent => sent.Subject.StartsWith("There is a learning call", StringComparison.Ordinal) || sent.Subject.StartsWith("The weekly learning call", StringComparison.Ordinal)).Html, "email-call-update");
        network.Clock.SetUtcNow(At("2026-12-01T21:10Z"));
        await page.GotoAsync(Link(home, mail.Text, "?answer=yes").Replace("?answer=yes", "?came=yes", StringComparison.Ordinal));
        await Browser.IsSound(page, "call-came");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, I was there" }).ClickAsync();
        await page.WaitForSelectorAsync(".said");
        await page.GotoAsync(new Uri(home, "/staff/calls/2026-12-01").AbsoluteUri);
        await Browser.IsSound(page, "calls-held");
        Assert.True(await page.IsCheckedAsync("#came-coach-1"));
        Assert.True((await network.Get<CallsTable>().Attendee(InvitedNetwork.Week, InvitedNetwork.Jo.Id, Site.Cancel)) is { Came: true, Answer: CallAnswer.Yes });
    }

    /// <summary>An email as a mail program shows it.</summary>
    private static async Task Look(IPage page, string html, string name)
    {
        await page.GotoAsync("about:blank");
        await page.SetContentAsync(html);
        await Browser.IsSound(page, name);
    }

    private static string Link(Uri home, string text, string end)
    {
        var link = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(word => word.EndsWith(end, StringComparison.Ordinal));
        return new Uri(home, new Uri(link).PathAndQuery).AbsoluteUri;
    }
}
