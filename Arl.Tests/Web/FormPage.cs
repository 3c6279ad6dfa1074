using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Arl.Tests.Web;

/// <summary>The form as somebody without JavaScript uses it: type, choose, press a button; the fields that the page shows are sent as a browser would.</summary>
internal sealed class FormPage
{
    /// <summary>What the page carries beside the answers.</summary>
    private static readonly string[] s_steering = ["key", "stamp", "searched", "language"];

    private readonly Site _site;

    private FormPage(Site site, HttpStatusCode status, string? location, IDocument document) => (_site, Status, Location, Document) = (site, status, location, document);

    public HttpStatusCode Status { get; }

    public string? Location { get; }

    public IDocument Document { get; }

    public IReadOnlyList<string> Choices => [.. Document.QuerySelectorAll<IHtmlInputElement>("input[name=place]").Select(radio => radio.Value)];

    public static async Task<FormPage> Open(Site site)
    {
        using var answer = await site.Http.GetAsync(new Uri("/", UriKind.Relative), Site.Cancel);
        return await Read(site, answer);
    }

    /// <summary>A form filled in all but the choice of the school.</summary>
    public static async Task<FormPage> Filled(Site site) => (await Open(site))
        .Type("contact.name", "Ana Lucero").Type("contact.role", "Principal").Type("contact.email", "ana.lucero@mesaschools.example").Type("contact.phone", "505 555 0142")
        .Type("goals", "Reach every family\nbefore the winter break.").Type("startBy", "2027-01-15")
        .Choose("needs", "family-engagement", "multilingual-learners").Choose("languages", "es").Choose("consent", "true")
        .Select("firstNeed", "multilingual-learners");

    public FormPage Type(string field, string text)
    {
        switch (Document.QuerySelector($"[name='{field}']"))
        {
            case IHtmlTextAreaElement area:
                area.Value = text;
                break;
            case IHtmlInputElement input:
                input.Value = text;
                break;
            default:
                throw new InvalidOperationException($"There is nowhere to type {field}.");
        }
        return this;
    }

    public FormPage Choose(string field, params IEnumerable<string> values)
    {
        foreach (var value in values)
            Document.QuerySelectorAll<IHtmlInputElement>($"input[name='{field}']").Single(box => box.Value == value).IsChecked = true;
        return this;
    }

    public FormPage Select(string field, string value)
    {
        Document.QuerySelectorAll<IHtmlSelectElement>($"select[name='{field}']").Single().Value = value;
        return this;
    }

    public Task<FormPage> Press(string button) => Press(Buttons.First(one => one.Value == button));

    /// <summary>Checks the answers and sends them; where they cannot be sent the form that says why.</summary>
    public async Task<FormPage> Send()
    {
        var answers = await Press("check");
        return answers.Status == HttpStatusCode.OK && answers.Buttons.Any(one => one.Value == "send") ? await answers.Press("send") : answers;
    }

    /// <summary>Enter, with the cursor in a field of one line: a browser presses the form's first button.</summary>
    public Task<FormPage> Enter() => Press(Buttons.First());

    private IEnumerable<IHtmlButtonElement> Buttons => Document.QuerySelectorAll<IHtmlButtonElement>("button[form=ask], #ask button");

    private async Task<FormPage> Press(IHtmlButtonElement pressed)
    {
        var sent = Document.QuerySelectorAll<IHtmlFormElement>("form").Single().GetSubmission(pressed)!;
        using var content = new StreamContent(sent.Body);
        content.Headers.ContentType = new(sent.MimeType!);
        using var answer = await _site.Http.PostAsync(new Uri(sent.Target.PathName is { } path && path.StartsWith('/') ? path : "/" + sent.Target.PathName, UriKind.Relative), content, Site.Cancel);
        return await Read(_site, answer);
    }

    /// <summary>What the form would send now of what was typed: <c>name=value</c> in order.</summary>
    public IReadOnlyList<string> Typed()
    {
        var body = new StreamReader(Document.QuerySelectorAll<IHtmlFormElement>("form").Single().GetSubmission()!.Body).ReadToEnd();
        return [.. body.Split('&').Select(WebUtility.UrlDecode).OfType<string>().Where(field => !field.EndsWith('=') && !s_steering.Contains(field.Split('=')[0]))];
    }

    private static async Task<FormPage> Read(Site site, HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Site.Cancel);
        var document = await BrowsingContext.New().OpenAsync(page => page.Address(site.Http.BaseAddress!).Content(html), Site.Cancel);
        return new(site, answer.StatusCode, answer.Headers.Location?.OriginalString, document);
    }
}
