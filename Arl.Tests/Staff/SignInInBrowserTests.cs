using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Staff;

public sealed class SignInInBrowserTests(Browser browser)
{
    /// <summary>The provider is another site to the browser, as Entra ID is: what crosses over, and what does not, is the browser's own judgment.</summary>
    [Fact]
    public async Task Kim_signs_in_sees_today_and_signs_out_and_who_is_not_of_the_staff_is_told_so()
    {
        await using var entra = await OpenIdProvider.Start();
        await using var site = await Site.Start(settings: entra.Settings);
        (entra.Now, entra.App) = (site.Network.Clock.GetUtcNow, site.Http.BaseAddress);

        var page = await browser.Open(new(site.Http.BaseAddress!, "/staff/requests"), scripts: true);
        await Expect(page, "Sign in as staff", "staff-401");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your work account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as kim.osei@arl.example" }).ClickAsync();
        await page.WaitForURLAsync("**/staff/requests");
        await page.GetByRole(AriaRole.Link, new() { Name = "Today" }).ClickAsync();
        await Expect(page, "Today", "staff-signed-in");
        await page.SetViewportSizeAsync(1280, 800);
        await Expect(page, "Today", "staff-signed-in");
        Assert.NotEqual(await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"), await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('nav form button')).color")); // White on white is seen by no rule of axe.

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page, "You are signed out", "staff-signed-out");
        entra.Person = OpenIdProvider.Kim("another");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your work account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as kim.osei@arl.example" }).ClickAsync();
        await Expect(page, "You are not on the staff's list", "staff-403");
        await page.GotoAsync(new Uri(site.Http.BaseAddress!, "/staff").AbsoluteUri);
        await Expect(page, "Sign in as staff", "staff-401-after");
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name == Visitor.Session);
    }

    private static async Task Expect(IPage page, string heading, string name)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading }).WaitForAsync();
        await Browser.IsSound(page, name);
    }
}
