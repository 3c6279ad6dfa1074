using Arl.Pages.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Web;

/// <summary><c>GET /assets/{name}</c>: style sheets, fonts and scripts. A browser keeps each for a year, since another content has another address.</summary>
public sealed class ShowAsset
{
    [Function(nameof(ShowAsset))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{name}")] HttpRequest http, string name) => Task.FromResult(Answer(http, name));

    private static IResult Answer(HttpRequest http, string name)
    {
        if (Asset.At("/assets/" + name) is not { } asset)
            return PageResults.NotFound();
        http.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        SecurityHeaders.OpenToAll(http.HttpContext.Response); // A font of the embedded page is asked for from another site.
        return asset.IsText ? Packed.Of(asset.Address, asset.Body).Answer(http, asset.ContentType) : Results.Bytes(asset.Body, asset.ContentType);
    }
}
