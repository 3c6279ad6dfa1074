using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.CallNetwork;

namespace Arl.Tests.LearningCalls;

/// <summary>Staff shape an agenda, write down what the call brought, and the digest arrives: in a real browser, on a phone and on a desk.</summary>
public sealed class CallInBrowserTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390), InlineData(1280)]
    public async Task From_the_agenda_to_the_notes_to_the_digest(int width)
    {
        await using var site = await AgendaPageTests.Busy();
        var home = site.Site.Http.BaseAddress!;
        var page = await browser.Open(new(home, "/staff/calls/2026-12-01/agenda"), width, dark: width > 1000);
        await Browser.IsSound(page, "call-agenda");

        await page.FillAsync("#Questions-0-words", "How do you begin by video?");
        await page.ClickAsync("label[for=Resources-0]");
        await page.FillAsync("#storyWords", "In one small district families come to evening talks again.");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("#errors");
        await Browser.IsSound(page, "call-agenda-problems");
        await page.ClickAsync("label[for=storyConfirmed]");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".facts[role=status]");
        await Browser.IsSound(page, "call-agenda-saved");
        Assert.Contains("families come to evening talks again", await page.InnerTextAsync("#seen ~ ul:last-of-type"), StringComparison.Ordinal);

        site.Network.Clock.SetUtcNow(End.AddMinutes(10));
        await site.Post(site.PageOf(First, Kim.Id) + "/helped", ("helper", Jo.Id), ("with", "with a plan for family nights"));
        await page.GotoAsync(new Uri(home, "/staff/calls/2026-12-01/notes").AbsoluteUri);
        await page.FillAsync("#notes", "Kim showed how her school calls families in the first week.\n\nWe try it in two schools each.");
        await page.SelectOptionAsync("#more0-helper", Kim.Id);
        await page.SelectOptionAsync("#more0-helped", Jo.Id);
        await Browser.IsSound(page, "call-notes");
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".facts[role=status]");
        await Browser.IsSound(page, "call-notes-saved");

        site.Network.Clock.SetUtcNow(End.AddHours(18));
        await site.Network.Digest();
        await site.Network.Settle();
        var mail = Assert.Single(site.Network.Mailer.Sent, mail => mail.To.Contains(Jo.Email));
        var inbox = await browser.Open(new("about:blank"), width, dark: width > 1000);
        await inbox.SetContentAsync(mail.Html);
        await Browser.IsSound(inbox, "call-digest");
        Assert.Contains("Jo Reyes helped Kim Alvarez: with a plan for family nights", await inbox.InnerTextAsync("body"), StringComparison.Ordinal);
    }
}
