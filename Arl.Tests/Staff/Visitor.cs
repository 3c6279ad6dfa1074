using System.Net;
using System.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Arl.Tests.Support;
using Arl.Tests.Web;
using Microsoft.Net.Http.Headers;

namespace Arl.Tests.Staff;

/// <summary>What a browser was answered.</summary>
internal sealed record Visited(HttpStatusCode Status, string? Location, IHtmlDocument Page, IReadOnlyList<string> Cookies);

/// <summary>A browser without a window, with cookies of its own: it sends secure ones to this machine too, as a real one does.</summary>
internal sealed class Visitor(Site site, OpenIdProvider provider)
{
    public const string Session = "__Host-arl-staff";

    public Dictionary<string, string> Cookies { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>The same browser at another instance of the site, or a copy of what it knows.</summary>
    public Visitor Copy(Site? other = null) => new(other ?? site, provider) { Cookies = new(Cookies, StringComparer.Ordinal) };

    public Task<Visited> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Visited> Post(string path, params (string Name, string Value)[] fields) => Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Goes to Entra ID; the fields are what it makes the browser post.</summary>
    public async Task<(string Name, string Value)[]> Ask(string path = "/staff/sign-in")
    {
        var sent = await Get(path);
        Xunit.Assert.Equal((HttpStatusCode.Redirect, true), (sent.Status, sent.Location?.StartsWith(provider.Authority[..^5] + "/authorize?", StringComparison.Ordinal)));
        var asked = HttpUtility.ParseQueryString(new Uri(sent.Location!).Query);
        return [("id_token", provider.IdToken(asked["nonce"])), ("state", asked["state"]!)];
    }

    public async Task<Visited> SignIn(string path = "/staff/sign-in") => await Post("/staff/sign-in/done", await Ask(path));

    private async Task<Visited> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Accept", "text/html");
        if (Cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await site.Http.SendAsync(request, Site.Cancel);
        IReadOnlyList<string> set = answer.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        foreach (var cookie in set.Select(line => SetCookieHeaderValue.Parse(line)))
        {
            if (cookie.MaxAge is { } age ? age <= TimeSpan.Zero : cookie.Expires < DateTimeOffset.UnixEpoch.AddYears(1))
                Cookies.Remove(cookie.Name.Value!);
            else
                Cookies[cookie.Name.Value!] = cookie.Value.Value!;
        }
        return new(answer.StatusCode, answer.Headers.Location?.OriginalString, await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Site.Cancel), Site.Cancel), set);
    }
}
