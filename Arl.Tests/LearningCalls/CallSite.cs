using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Functions.LearningCalls;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.LearningCalls;

/// <summary>The site with a weekly call, as a member of the staff and as coaches use it.</summary>
internal sealed class CallSite(Site site) : IAsyncDisposable
{
    public sealed record Answer(HttpStatusCode Status, string? Location, IHtmlDocument Page)
    {
        public string Errors => string.Join(" ", Page.QuerySelectorAll("#errors li").Select(line => line.TextContent.Trim()));
    }

    public Site Site => site;

    public TestNetwork Network => site.Network;

    public static async Task<CallSite> Start()
    {
        var site = new CallSite(await Site.Start(SignedIn.AtTheDoor));
        await site.Network.WithCalls();
        return site;
    }

    /// <summary>A coach's page of a call.</summary>
    public string PageOf(DateOnly date, string coachId) => Network.Get<CallLinks>().PathOf(date, coachId);

    public async Task<IHtmlDocument> Open(string path)
    {
        using var answer = await site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        var read = await Read(answer);
        Assert.Equal(HttpStatusCode.OK, read.Status);
        PageRules.AreKept(read.Page);
        return read.Page;
    }

    /// <summary>Sends the page's form with all that it holds, but for these fields: every value that a name has here replaces those of the page.</summary>
    public async Task<Answer> Send(IHtmlDocument page, params (string Name, string Value)[] fields)
    {
        var form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]"));
        var held = form.QuerySelectorAll("input,textarea,select").Select(field => field switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => default,
            IHtmlInputElement input => KeyValuePair.Create(input.Name!, input.Value),
            IHtmlTextAreaElement text => KeyValuePair.Create(text.Name!, text.Value),
            _ => KeyValuePair.Create(((IHtmlSelectElement)field).Name!, ((IHtmlSelectElement)field).Value ?? ""),
        }).Where(field => field.Key is not null && fields.All(one => one.Name != field.Key));
        return await Post(form.GetAttribute("action")!, [.. held.Select(field => (field.Key, field.Value)), .. fields]);
    }

    public async Task<Answer> Post(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Where(field => field.Value is not "-").Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await site.Http.PostAsync(new Uri(path, UriKind.Relative), content, Site.Cancel);
        return await Read(answer);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static async Task<Answer> Read(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.OriginalString, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
}
