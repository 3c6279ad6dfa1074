using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Hosting;
using Arl.Functions.Reach.Charts;
using Arl.Functions.Web;
using Arl.Pages.Reach;
using Arl.Pages.Reach.Public;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Reach.Public;

/// <summary>The public figures in each of their forms.</summary>
public sealed class PublicReachDesk(PublicReachCache figures, PageBytes pages, IOptions<SiteOptions> site, NetworkClock zone)
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private string Url => site.Value.UrlOf("/reach");

    public Task<IResult> Json(HttpRequest http, CancellationToken cancel)
    {
        SecurityHeaders.OpenToAll(http.HttpContext.Response);
        http.HttpContext.Response.Headers.AccessControlExposeHeaders = "ETag";
        return Answer(http, "json", reach => Task.FromResult(new Rendition(JsonSerializer.SerializeToUtf8Bytes(PublicReachAnswer.Of(reach), s_json), "application/json; charset=utf-8")), cancel);
    }

    public Task<IResult> Page(HttpRequest http, CancellationToken cancel)
    {
        var language = ReaderLanguage.Of(http);
        http.HttpContext.Response.Headers.ContentLanguage = language.Tag;
        http.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Answer(http, "page-" + language.Tag, async reach =>
            new(await pages.Of<ReachPage>(new() { [nameof(ReachPage.Reach)] = reach, [nameof(ReachPage.Url)] = Url, [nameof(ReachPage.Zone)] = zone.Zone }, language), Html), cancel);
    }

    /// <summary>For a frame on any page.</summary>
    public Task<IResult> Embed(HttpRequest http, CancellationToken cancel)
    {
        ContentPolicy.Is(http, ContentPolicy.InAnyFrame);
        SecurityHeaders.OpenToAll(http.HttpContext.Response);
        return Answer(http, "embed", async reach => new(await pages.Of<ReachEmbed>(new() { [nameof(ReachEmbed.Reach)] = reach, [nameof(ReachEmbed.Url)] = Url }), Html), cancel);
    }

    /// <summary>For who shares the page's address.</summary>
    public Task<IResult> Picture(HttpRequest http, CancellationToken cancel)
    {
        SecurityHeaders.OpenToAll(http.HttpContext.Response);
        return Answer(http, "picture", reach => Task.FromResult(new Rendition(PagePicture.Png(reach), "image/png")), cancel);
    }

    private async Task<IResult> Answer(HttpRequest http, string form, Func<PublicReach, Task<Rendition>> make, CancellationToken cancel)
    {
        var snapshot = await figures.Current(cancel);
        http.HttpContext.Response.Headers.CacheControl = "public, max-age=60";
        return (await snapshot.As(form, make)).Answer(http);
    }
}
