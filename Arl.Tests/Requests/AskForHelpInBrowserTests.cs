using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>The form in a real browser, from the first look to the request's own page: with a phone and scripts, without scripts, in Spanish, and when the network is lost.</summary>
public sealed class AskForHelpInBrowserTests(Browser browser)
{
    private const int Narrowest = 320;
    private const int Phone = 390;
    private const int Desktop = 1280;
    private const string Option = ".autocomplete__option:not(.autocomplete__option--no-results)";

    /// <summary>On a phone people type 36 words, that is 180 letters, a minute (Palin et al. 2019, "How do people type on mobile devices?").</summary>
    private static readonly TimeSpan s_letter = TimeSpan.FromMinutes(1) / 180;

    /// <summary>To find the place and tap it: a look of 1.35 s and a move of 1.1 s (Card, Moran and Newell's keystroke-level model).</summary>
    private static readonly TimeSpan s_tap = TimeSpan.FromSeconds(2.45);

    [Theory]
    [InlineData(Phone, false), InlineData(Desktop, true)]
    public async Task A_principal_asks_in_less_than_three_minutes_as_one_types_on_a_phone(int width, bool dark)
    {
        await using var site = await Site.Start();
        var page = await browser.Open(site.Http.BaseAddress!, width, dark);
        await Browser.IsSound(page, "form");
        var hands = new Hands(page);

        await hands.Tap("#search");
        await page.WaitForSelectorAsync(".autocomplete__input");
        await hands.Type("verde");
        await page.WaitForSelectorAsync(Option);
        await Browser.IsSound(page, "form-listed");
        await hands.Tap(Option);
        await hands.Tap("label[for=need-family-engagement]");
        await hands.Tap("label[for=need-multilingual-learners]");
        await hands.Choose("#firstNeed", "multilingual-learners");
        await hands.Tap("#goals");
        await hands.Type("More families come to conferences, and we hear from those who never came before.");
        await hands.Tap("#contact-name");
        await hands.Type("Ana Lucero");
        await hands.Tap("#contact-role");
        await hands.Type("Principal");
        await hands.Tap("#contact-email");
        await hands.Type("ana.lucero@mesaschools.example");
        await hands.Tap("label[for=consent-box]");
        await Browser.IsSound(page, "form-typed");
        await hands.Tap("#ask > button[value=check]");
        await page.WaitForSelectorAsync("#answers-place");
        await Browser.IsSound(page, "answers");
        await hands.Tap("#ask > button[value=send]:not(.unseen)");
        await page.WaitForSelectorAsync(".reference");

        await Browser.IsSound(page, "sent");
        Assert.InRange(hands.Letters * s_letter + hands.Taps * s_tap, TimeSpan.Zero, TimeSpan.FromMinutes(3));
        var request = (await site.Network.Requests.All(Site.Cancel)).Single();
        Assert.Equal(("Mesa Verde Elementary", "multilingual-learners"), (request.Place.Name, request.Needs[0]));
        Assert.Null(await page.EvaluateAsync<string?>("() => localStorage.getItem('arl-draft')")); // Sent: nothing is left on the device.
    }

    [Fact]
    public async Task The_form_asks_for_at_most_twelve_things()
    {
        await using var site = await Site.Start();

        var form = (await FormPage.Open(site)).Document.QuerySelector("#ask")!;

        var asked = form.QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(field => field.Closest("details#typed, [aria-hidden=true]") is null).Select(field => field.GetAttribute("name")).Distinct();
        Assert.Equal(["search", "place", "needs", "firstNeed", "goals", "languages", "startBy", "contact.name", "contact.role", "contact.email", "contact.phone", "consent"], asked);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_by_a_reload_or_a_lost_network()
    {
        await using var site = await Site.Start();
        var page = await browser.Open(site.Http.BaseAddress!, Phone);
        await page.FillAsync("#goals", "Reach every family.");
        await page.ClickAsync("label[for=need-literacy]");
        await page.FillAsync("#contact-name", "Ana Lucero");
        await page.ClickAsync("#search");
        await page.WaitForSelectorAsync(".autocomplete__input");
        await page.Keyboard.TypeAsync("mesa ind");
        await page.ClickAsync(Option + ":has-text('The whole district')");

        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#said");

        await Browser.IsSound(page, "form-restored");
        Assert.DoesNotContain("autocomplete results", await page.InnerTextAsync("body"), StringComparison.Ordinal); // The library's own English.
        Assert.Equal(("Reach every family.", "Ana Lucero", true), (await page.InputValueAsync("#goals"), await page.InputValueAsync("#contact-name"), await page.IsCheckedAsync("#need-literacy")));
        Assert.True(await page.IsCheckedAsync("input[value='district:3590001']"));
        Assert.Equal("", await page.InputValueAsync("#contact-email"));

        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("#ask > button[value=check]");
        await page.WaitForSelectorAsync("#said.usa-alert--warning");
        await page.Context.SetOfflineAsync(false);
        await page.ClickAsync("#schools-button"); // Of the chosen district.
        await page.WaitForSelectorAsync("#district-schools");

        await Browser.IsSound(page, "form-district");
        Assert.Equal("Reach every family.", await page.InputValueAsync("#goals"));
        await page.ClickAsync("label[for='school-359000100002']");

        await page.GotoAsync(site.Http.BaseAddress!.AbsoluteUri); // Come back later, to a fresh form.
        await page.WaitForSelectorAsync("#said");
        Assert.True(await page.IsCheckedAsync("input[name=schoolIds][value='359000100002']"));
        await page.ClickAsync("#ask > button[value=check]"); // Much is missing.
        await page.WaitForSelectorAsync("#errors");
        await page.FillAsync("#goals", "Reach every family, and soon.");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#goals")).ToHaveValueAsync("Reach every family, and soon.");
        Assert.Empty(await site.Requests());
    }

    [Theory]
    [InlineData(Narrowest, true), InlineData(Desktop, false)]
    public async Task Without_scripts_and_in_Spanish_a_request_is_sent_by_keys_alone(int width, bool dark)
    {
        await using var site = await Site.Start();
        var page = await browser.Open(site.Http.BaseAddress!, width, dark, scripts: false, language: "es-MX");
        Assert.Equal("es", await page.GetAttributeAsync("html", "lang"));
        await page.FocusAsync("#search");
        await page.Keyboard.TypeAsync("mesa");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#found input");
        await browser.IsSoundWithoutScripts(page, "formulario-buscado", dark);

        await page.FocusAsync("#contact-email");
        await page.Keyboard.TypeAsync("not an address");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#errors");
        await browser.IsSoundWithoutScripts(page, "formulario-errores", dark);
        Assert.Equal("mesa", await page.InputValueAsync("#search"));

        await page.FocusAsync("#found input");
        await page.Keyboard.PressAsync("Space");
        await Press(page, "#need-literacy", "Space");
        await Type(page, "#goals", "Llegar a todas las familias.");
        await Type(page, "#contact-name", "Ana Lucero");
        await Type(page, "#contact-role", "Directora");
        await Type(page, "#contact-email", "ana.lucero@mesaschools.example");
        await Press(page, "#consent-box", "Space");
        await Press(page, "#contact-phone", "Enter");
        await page.WaitForSelectorAsync("#answers-place");
        await browser.IsSoundWithoutScripts(page, "respuestas", dark);
        await page.FocusAsync("#ask > button[value=send]:not(.unseen)");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".reference");

        await browser.IsSoundWithoutScripts(page, "enviada", dark);
        Assert.Equal("es", await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(RequestState.Received, (await site.Network.Requests.All(Site.Cancel)).Single().State);
    }

    private static async Task Type(IPage page, string field, string text)
    {
        await page.FocusAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task Press(IPage page, string field, string key)
    {
        await page.FocusAsync(field);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Counts what a person does with the page.</summary>
    private sealed class Hands(IPage page)
    {
        public int Letters { get; private set; }

        public int Taps { get; private set; }

        public Task Tap(string what)
        {
            Taps++;
            return page.ClickAsync(what);
        }

        public Task Type(string text)
        {
            Letters += text.Length;
            return page.Keyboard.TypeAsync(text);
        }

        public async Task Choose(string list, string value)
        {
            Taps += 2;
            await page.SelectOptionAsync(list, value);
        }
    }
}
