using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class ProofOfWorkInBrowserTests(Browser browser)
{
    private const string Strict = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; worker-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

    [Fact]
    public async Task Under_attack_the_browser_works_unseen_under_a_strict_policy_and_no_click_is_needed()
    {
        await using var site = await Site.Start(settings: new Dictionary<string, string?> { ["Guard:ProofOfWork"] = "On" });
        site.Network.Clock.SetUtcNow(DateTimeOffset.UtcNow); // The widget goes by the browser's clock.
        var page = await browser.Open(site.Http.BaseAddress!);
        var refused = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error") refused.Add(said.Text); };
        await page.RouteAsync("**/requests", async route =>
        {
            if (route.Request.PostData?.Contains("do=send", StringComparison.Ordinal) is true)
            {
                await route.ContinueAsync(); // It leads to another page, under that page's own policy.
                return;
            }
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Append(KeyValuePair.Create("content-security-policy", Strict)) });
        });

        await page.ClickAsync("#search");
        await page.WaitForSelectorAsync(".autocomplete__input");
        await page.Keyboard.TypeAsync("verde");
        await page.ClickAsync(".autocomplete__option:not(.autocomplete__option--no-results)");
        await page.ClickAsync("label[for=need-family-engagement]");
        await page.FillAsync("#goals", "Reach every family.");
        await page.FillAsync("#contact-name", "Ana Lucero");
        await page.FillAsync("#contact-role", "Principal");
        await page.FillAsync("#contact-email", "ana.lucero@mesaschools.example");
        await page.ClickAsync("label[for=consent-box]");
        await page.ClickAsync("#ask > button[value=check]");
        await page.WaitForSelectorAsync("#answers-place");
        await Eventually.True(async () => await page.EvaluateAsync<int>("() => document.querySelector('input[name=altcha]')?.value.length ?? 0") > 0, TimeSpan.FromSeconds(60));
        await Browser.IsSound(page, "answers-under-attack");
        await page.ClickAsync("#ask > button[value=send]:not(.unseen)");
        await page.WaitForSelectorAsync(".reference");

        Assert.False((await site.Network.Requests.All(Site.Cancel)).Single().AwaitsConfirmation);
        Assert.Empty(refused);
    }
}
