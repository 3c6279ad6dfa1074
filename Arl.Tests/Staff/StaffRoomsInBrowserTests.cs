using Arl.Functions.Engagements;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class StaffRoomsInBrowserTests(Browser browser)
{
    /// <summary>On a phone, and on a desk.</summary>
    private static readonly int[] s_widths = [320, 1280];

    [Fact]
    public async Task Coaches_mail_equity_settings_imports_and_the_coachs_own_page_fit_a_phone_and_a_desk_and_axe_finds_nothing()
    {
        await using var staff = await StaffSite.Start();
        await staff.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var reference = await staff.Ask();
        await staff.Ask("someone.else@mesaschools.example");
        await staff.Network.Get<Arl.Functions.Coaches.CoachEdits>().Save(Some.Coach with { Capacity = 4 }, Arl.Functions.Coaches.CoachEdits.VersionOf(Some.Coach), "Kim Osei", "More time.", Site.Cancel);
        string[] paths = ["/staff/coaches", "/staff/coaches/coach-1", "/staff/coaches/coach-1/edit", "/staff/mail", "/staff/mail-kinds", "/staff/equity?from=2026-12-01&to=2026-01-01", "/staff/equity", "/staff/settings", "/staff/imports", "/staff/people", "/staff/audit", staff.Network.Get<CoachPageLinks>().PathOf(reference, 1)];

        var page = await browser.Open(new(staff.Site.Http.BaseAddress!, paths[0]));
        foreach (var path in paths)
        {
            await page.GotoAsync(new Uri(staff.Site.Http.BaseAddress!, path).AbsoluteUri);
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(closed => closed.open = true)");
            foreach (var width in s_widths)
            {
                await page.SetViewportSizeAsync(width, 800);
                await Browser.IsSound(page, path);
            }
        }
    }

    /// <summary>A file is chosen, looked at and loaded, as a person does it, without a script, by the sign-in of the local host: a real browser says more of itself than a test.</summary>
    [Fact]
    public async Task A_file_of_coaches_goes_from_the_page_to_the_list()
    {
        await using var site = await Site.Start(services => services.AddSingleton<IStaffSignIn>(new LoopbackDeveloper(new ConfigurationBuilder().Build())));
        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/imports"), 320, scripts: false);

        await page.SetInputFilesAsync("#file", new FilePayload { Name = "coaches.csv", MimeType = "text/csv", Buffer = Arl.Functions.Coaches.CoachCsv.Write([Some.Coach]) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        Assert.Contains("coach-1 is new: Jo Reyes, Learning Partners, 3 places", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load it" }).ClickAsync();
        Assert.Contains("It is loaded.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Staff" }).GetByText("Coaches", new() { Exact = true }).ClickAsync();
        Assert.Contains("Jo Reyes", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ways_in_and_out_that_a_browser_is_shown_are_sound()
    {
        await using var site = await Site.Start();

        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff"), 320);

        Assert.Contains("Sign in as staff", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Browser.IsSound(page, "the closed door");
    }
}
