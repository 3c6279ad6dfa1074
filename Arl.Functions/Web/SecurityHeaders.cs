using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Arl.Functions.Web;

/// <summary>
/// The headers that every answer carries (docs/security.md). They are put at the last moment, and only those that the function has not said otherwise.
/// </summary>
public sealed class SecurityHeaders(IOptions<SiteOptions> site)
{
    private const string Problem = "application/problem+json";
    private const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    private static readonly (string Name, StringValues Value)[] s_always =
    [
        (HeaderNames.XContentTypeOptions, "nosniff"),
        ("Referrer-Policy", "no-referrer"), // Addresses of ours can be keys.
        ("Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        (ResourcePolicy, "same-origin"),
        (HeaderNames.CacheControl, PageResults.NoStore), // What may be kept says so.
    ];

    /// <summary>Two years, with all that is below our host; only said of a site that is reached by TLS.</summary>
    private const string OnlyByTls = "max-age=63072000; includeSubDomains";

    private readonly bool _tls = site.Value.BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public void PutOn(HttpResponse response) => response.OnStarting(() =>
    {
        response.Headers.TryAdd(HeaderNames.ContentSecurityPolicy, Is(response, "text/html") ? ContentPolicy.Page : Is(response, "text/javascript") ? ContentPolicy.Script : ContentPolicy.NoPage);
        if (response.ContentType is Problem)
            response.ContentType = Problem + "; charset=utf-8"; // ASP.NET's own leaves it out.
        foreach (var (name, value) in s_always)
            response.Headers.TryAdd(name, value);
        if (_tls)
            response.Headers.TryAdd(HeaderNames.StrictTransportSecurity, OnlyByTls);
        return Task.CompletedTask;
    });

    private static bool Is(HttpResponse response, string type) => response.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>For what pages of other sites may show or read: nothing of it is anybody's secret.</summary>
    public static void OpenToAll(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers[ResourcePolicy] = "cross-origin";
    }
}
