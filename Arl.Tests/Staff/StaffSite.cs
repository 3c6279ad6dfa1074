using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Arl.Domain.Requests;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Tests.Staff;

/// <summary>What an act was answered with.</summary>
internal sealed record ActAnswer(HttpStatusCode Status, string? Location, IDocument Page)
{
    public string Errors => string.Join(" ", Page.QuerySelectorAll("#errors li").Select(line => line.TextContent.Trim()));
}

/// <summary>The site as Kim of the staff uses it: opens a request's page, fills in the form of an act, sends it.</summary>
internal sealed class StaffSite(Site site) : IAsyncDisposable
{
    public Site Site => site;

    public TestNetwork Network => site.Network;

    public static async Task<StaffSite> Start() => new(await Site.Start(SignedIn.AtTheDoor));

    /// <summary>A request of its own contact, worked off as far as it goes.</summary>
    public async Task<Reference> Ask(string email = "ana.lucero@mesaschools.example")
    {
        var answer = await site.Post(SomeJson.From(email));
        await Network.Settle();
        return Reference.Parse(answer.Reference!);
    }

    public async Task<CoachingRequest> Stored(Reference reference) => (await Network.Requests.Get(reference, Site.Cancel))!.Request;

    public Task<IReadOnlyList<HistoryEntry>> History(Reference reference) => Network.Requests.History(reference, Site.Cancel);

    public async Task<int> Taken(string coachId) => (await Network.Coaches.Get(coachId, Site.Cancel))!.Load.Taken;

    public async Task<IDocument> Open(Reference reference)
    {
        using var answer = await site.Http.GetAsync(new Uri($"/staff/requests/{reference}", UriKind.Relative), Site.Cancel);
        return await Read(answer);
    }

    /// <summary>Opens the page and sends the form of this act.</summary>
    public async Task<ActAnswer> Do(Reference reference, string act, params (string Name, string Value)[] fields) => await Send(await Open(reference), act, fields);

    /// <summary>Sends the form of a page that was opened before; the reason is there unless it is given.</summary>
    public async Task<ActAnswer> Send(IDocument page, string act, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelectorAll<IHtmlFormElement>("form").Single(one => one.GetAttribute("action")!.EndsWith("/" + act, StringComparison.Ordinal));
        var typed = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type is not "radio" || input.IsChecked).ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
        typed["why"] = "The school called.";
        foreach (var (name, value) in fields)
            typed[name] = value;
        using var content = new FormUrlEncodedContent(typed);
        using var answer = await site.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content, Site.Cancel);
        return new(answer.StatusCode, answer.Headers.Location?.OriginalString, await Read(answer));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Site.Cancel);
        return await BrowsingContext.New().OpenAsync(page => page.Address(site.Http.BaseAddress!).Content(html), Site.Cancel);
    }
}
