using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>A day of a member of the staff in a real browser: find, filter, page, open, enter for a caller; on the narrowest phone and, without scripts, on a desktop.</summary>
public sealed class ConsoleInBrowserTests(Browser browser)
{
    private bool _isScripted;

    [Theory]
    [InlineData(320, true), InlineData(1280, false)]
    public async Task Staff_find_open_and_enter_requests(int width, bool scripts)
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach with { Capacity = 1 }], Site.Cancel);
        var zelda = await staff.Ask("zelda@quirk.example");
        await staff.Ask("waits@mesaschools.example");
        await Many(staff, 52);
        var page = await browser.Open(new(staff.Site.Http.BaseAddress!, "/staff"), width, scripts: scripts);
        page.SetDefaultTimeout(20_000);
        _isScripted = scripts;

        await IsGood(page, "today");
        await page.FillAsync("#q", "zelda");
        await page.ClickAsync("main button >> text=Search");
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
        Assert.DoesNotContain("zelda", page.Url, StringComparison.OrdinalIgnoreCase);
        await IsGood(page, "search");

        await Filter(page);
        Assert.Equal(50, await page.Locator("tbody tr").CountAsync());
        await page.ClickAsync("text=Next page");
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());
        await IsGood(page, "list");
        await page.ClickAsync("text=Previous page");
        Assert.Equal(50, await page.Locator("tbody tr").CountAsync());

        await page.GotoAsync(new Uri(staff.Site.Http.BaseAddress!, $"/staff/requests/{zelda}").AbsoluteUri);
        Assert.Contains("Introduced with Jo Reyes", await page.InnerTextAsync(".usa-summary-box"), StringComparison.Ordinal);
        await IsGood(page, "request");

        await page.ClickAsync(".staff-nav >> text=Waiting list");
        await IsGood(page, "waiting");
        await Enter(page);
        await IsGood(page, "entered");
        Assert.Contains("Done. The request is entered", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    private static async Task Filter(IPage page)
    {
        await page.ClickAsync(".staff-nav >> text=Requests");
        await page.ClickAsync("summary >> text=Filter and sort");
        await page.SelectOptionAsync("#state", "Received");
        await page.SelectOptionAsync("#sort", "oldest");
        await page.ClickAsync("main button >> text=Show");
        Assert.EndsWith("/staff/requests?state=Received&sort=oldest", page.Url, StringComparison.Ordinal);
    }

    private async Task Enter(IPage page)
    {
        await page.ClickAsync(".staff-nav >> text=Requests");
        await page.ClickAsync("text=Enter a request for somebody who called");
        await page.FillAsync("#search", "Mesa Verde");
        await page.PressAsync("#search", "Enter"); // Finds, and sends nothing yet.
        await page.ClickAsync($"label[for='place-school:{Some.School.Id}']");
        await page.FillAsync("#contact-name", "Wen Li");
        await page.ClickAsync("button[value=send]");
        Assert.Equal("Wen Li", await page.InputValueAsync("#contact-name"));
        await IsGood(page, "new");
        await page.FillAsync("#contact-role", "Principal");
        await page.FillAsync("#contact-email", "wen.li@mesaschools.example");
        await page.ClickAsync("label[for=need-literacy]");
        await page.FillAsync("#goals", "Read more.");
        await page.ClickAsync("label[for=consent-box]");
        await page.ClickAsync("button[value=send]");
    }

    private Task IsGood(IPage page, string what) => _isScripted ? Browser.IsSound(page, "console-" + what) : browser.IsSoundWithoutScripts(page, "console-" + what, dark: false);

    /// <summary>Received, and nobody has looked at them yet.</summary>
    private static async Task Many(StaffSite staff, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var asked = Some.Check(Some.Form with { ContactEmail = $"p{i}@school.example", ContactName = $"Person {i}" });
            var request = CoachingRequest.Receive(asked, Reference.Create(i % 31, (ulong)(i * 7919)), Some.Moment.AddMinutes(i));
            Assert.True(await staff.Network.Requests.Commit(RequestChange.Create(request, "school", request.ReceivedAt), Site.Cancel));
        }
    }
}
