using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Xunit;

namespace Arl.Tests.Staff;

/// <summary>A staff page whose only form is filled in and sent.</summary>
internal static class StaffForms
{
    internal sealed record Answer(HttpStatusCode Status, string? Location, IHtmlDocument Page);

    public static async Task<IHtmlDocument> Open(StaffSite staff, string path)
    {
        var answer = await Get(staff, path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        PageRules.AreKept(answer.Page);
        return answer.Page;
    }

    public static async Task<Answer> Get(StaffSite staff, string path)
    {
        using var answer = await staff.Site.Http.GetAsync(new Uri(path, UriKind.Relative), Site.Cancel);
        return await Read(answer);
    }

    public static async Task<Answer> Send(StaffSite staff, string path, params (string Name, string Value)[] fields) => await Send(staff, await Open(staff, path), fields);

    /// <summary>Sends the page's only form that posts, with what it holds but for these fields.</summary>
    public static async Task<Answer> Send(StaffSite staff, IHtmlDocument page, params (string Name, string Value)[] fields)
    {
        var form = Assert.Single(page.QuerySelectorAll<IHtmlFormElement>("form[method=post]"));
        var typed = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type != "checkbox" || input.IsChecked).Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.QuerySelectorAll<IHtmlSelectElement>("select").Select(select => KeyValuePair.Create(select.Name!, select.Value ?? "")))
            .Where(field => fields.All(one => one.Name != field.Key)).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))).ToList();
        using var content = new FormUrlEncodedContent(typed);
        using var answer = await staff.Site.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content, Site.Cancel);
        return await Read(answer);
    }

    public static async Task<Answer> Upload(StaffSite staff, string kind, byte[] file)
    {
        using var content = new MultipartFormDataContent { { new StringContent(SignedIn.Field(staff.Site).Value), SignedIn.Field(staff.Site).Key }, { new StringContent(kind), "kind" }, { new ByteArrayContent(file), "file", "coaches.csv" } };
        using var answer = await staff.Site.Http.PostAsync(new Uri("/staff/imports/look", UriKind.Relative), content, Site.Cancel);
        return await Read(answer);
    }

    private static async Task<Answer> Read(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.OriginalString, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel));
}
