using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>A coach shares a file, staff list it, and it is found and opened: in a real browser, on a phone and on a desk.</summary>
public sealed class LibraryInBrowserTests(Browser browser)
{
    [Theory]
    [InlineData(390), InlineData(1280)]
    public async Task What_a_coach_shares_is_looked_at_by_staff_and_found_by_colleagues(int width)
    {
        await using var site = await LibrarySite.Start();
        await site.Listed(SomeResource.Number(1, "family-engagement", "multilingual-learners") with { Title = "Ten questions for a family conference", Note = "Worked in grades 3 to 5." });
        await site.Listed(SomeResource.Number(2, "literacy") with { Title = "Reading groups in a mixed-age classroom", Note = "", LinkState = new(2, Some.Moment) });
        var home = site.Site.Http.BaseAddress!;
        var page = await browser.Open(new(home, site.Path), width, dark: width > 1000);

        await Browser.IsSound(page, "library");
        await page.FillAsync("#title", "A first letter home");
        await page.ClickAsync("main form[enctype] button");
        await Browser.IsSound(page, "library-problems");
        Assert.Equal("A first letter home", await page.InputValueAsync("#title"));
        await page.ClickAsync("label[for=needs-family-engagement]");
        await page.FillAsync("#note", "We sent it in the first week, and a third of the families answered.");
        await page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "First letter (final).pdf", MimeType = "application/pdf", Buffer = LibrarySite.Pdf });
        await page.ClickAsync("main form[enctype] button");
        await page.WaitForSelectorAsync(".said");
        await Browser.IsSound(page, "library-shared");

        await page.GotoAsync(new Uri(home, "/staff/library").AbsoluteUri);
        await Browser.IsSound(page, "staff-library");
        await page.ClickAsync("text=A first letter home");
        await page.FillAsync("#why", "Sound, and plainly written.");
        await page.ClickAsync("button[value=list]");
        await page.WaitForSelectorAsync(".said");
        await Browser.IsSound(page, "staff-resource");

        await page.GotoAsync(new Uri(home, site.Path).AbsoluteUri);
        await page.FillAsync("#words", "first lett");
        await page.SelectOptionAsync("#need", "family-engagement");
        await page.ClickAsync("main form[role=search] button");
        await Browser.IsSound(page, "library-found");
        var opened = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("text=A first letter home"));
        Assert.Equal("First letter (final).pdf", opened.SuggestedFilename);
    }
}
