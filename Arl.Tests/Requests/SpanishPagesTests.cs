using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>A school that asked in Spanish reads its own pages in Spanish, until it chooses otherwise.</summary>
public sealed class SpanishPagesTests(Browser browser)
{
    private const int Narrowest = 320;
    private const int Desktop = 1280;

    [Fact]
    public async Task A_whole_request_in_Spanish_from_the_form_to_the_end()
    {
        await using var site = await Site.Start();
        await site.Network.Coaches.Import([Some.Coach], Site.Cancel);
        var answers = await (await FormPage.Filled(site)).Type("language", "es").Type("search", "Mesa Verde").Press("find");
        answers = await answers.Choose("place", answers.Choices[0]).Press("check");
        var status = new Uri(site.Http.BaseAddress!, (await answers.Press("send")).Location!);

        var page = await browser.Open(status, Narrowest);
        Assert.Equal("es", await page.GetAttributeAsync("html", "lang"));
        Assert.Equal("Gracias. Recibimos su solicitud.", await page.InnerTextAsync("h1"));
        await Browser.IsSound(page, "estado-recibida");

        await site.Network.Settle();
        site.Network.Clock.Advance(TimeSpan.FromDays(7));
        await page.SetViewportSizeAsync(Desktop, 900);
        await page.GotoAsync(status.GetLeftPart(UriPartial.Path));
        var text = await page.InnerTextAsync("main");
        Assert.All(
            ["Los presentamos por correo a usted y a su coach.", "Jo Reyes, Learning Partners", "Atiende las dos necesidades que usted indicó", "Recibimos su solicitud.\n24 de noviembre de 2026", "Alrededor del 24 de diciembre de 2026", "Participación de las familias"],
            said => Assert.Contains(said, string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), StringComparison.Ordinal));
        await Browser.IsSound(page, "estado-presentada");

        await page.ClickAsync("text=No he tenido noticias de mi coach");
        await Browser.IsSound(page, "sin-noticias");
        await page.ClickAsync("main button");
        Assert.Contains("Gracias por avisarnos.", await page.InnerTextAsync(".usa-alert--success"), StringComparison.Ordinal);

        await page.ClickAsync("text=Corregir mis datos de contacto");
        await page.FillAsync("#contact-email", "x");
        await page.ClickAsync("main button");
        Assert.Contains("Díganos su nombre.", await page.InnerTextAsync("#errors"), StringComparison.Ordinal);
        await Browser.IsSound(page, "contacto-errores");

        await page.ClickAsync("text=English");
        Assert.Equal(("en", "Correct my contact details"), (await page.GetAttributeAsync("html", "lang"), await page.InnerTextAsync("h1")));
        Assert.Equal(["es", "es"], (await Task.WhenAll(site.Network.Mailer.Sent.Where(mail => mail.To[0].Value == "ana.lucero@mesaschools.example").Take(2).Select(mail => new HtmlParser().ParseDocumentAsync(mail.Html, Site.Cancel)))).Select(mail => mail.DocumentElement.GetAttribute("lang")));
    }

    [Fact]
    public async Task What_was_chosen_on_a_page_stays_chosen_on_the_pages_behind_it_and_changes_no_email()
    {
        await using var site = await Site.Start();
        var answer = await site.Post(SomeJson.Request);

        var page = await Page(site, answer.StatusPath.OriginalString + "?lang=es");

        Assert.Equal("Su solicitud", page.QuerySelector("h1")!.FirstChild!.TextContent.Trim());
        Assert.Equal($"{answer.StatusPath}/contact?lang=es", page.QuerySelectorAll("a").Single(link => link.TextContent == "Corregir mis datos de contacto").GetAttribute("href"));
        using var withdrawn = await site.Http.PostAsync(new Uri(page.QuerySelector("form")!.GetAttribute("action")!, UriKind.Relative), null, Site.Cancel);
        Assert.Equal($"{answer.StatusPath}?lang=es", withdrawn.Headers.Location?.OriginalString);
        Assert.Equal(Language.English, (await site.Network.Requests.Get(Reference.Parse(answer.Reference!), Site.Cancel))!.Request.Contact.Language);
    }

    [Fact]
    public async Task Where_nobody_is_known_the_browser_decides_and_caches_are_told()
    {
        await using var site = await Site.Start();
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/requests/nothing");
        asked.Headers.AcceptLanguage.ParseAdd("es-MX, en;q=0.5");

        using var answer = await site.Http.SendAsync(asked, Site.Cancel);

        Assert.Equal(("es", "Accept-Language"), (Assert.Single(answer.Content.Headers.ContentLanguage), answer.Headers.Vary.Single(header => header == "Accept-Language")));
        Assert.Contains("<h1>No encontramos esta p", await answer.Content.ReadAsStringAsync(Site.Cancel), StringComparison.Ordinal);
    }

    private static async Task<IDocument> Page(Site site, string path) => await new HtmlParser().ParseDocumentAsync(await site.Http.GetStringAsync(new Uri(path, UriKind.Relative), Site.Cancel), Site.Cancel);
}
