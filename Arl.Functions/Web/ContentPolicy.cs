using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Web;

/// <summary>
/// Content Security Policies (CSP level 3). Everything a page loads is a file of ours: no inline script or style, no frame of others, nowhere to send a form but here.
/// </summary>
public static class ContentPolicy
{
    private const string Sources = "default-src 'none'; object-src 'none'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";
    private const string OwnStyles = "style-src 'self'";
    private const string InNoFrame = "frame-ancestors 'none'";

    /// <summary>Of all that is no page: opened by itself it may do nothing at all.</summary>
    public const string NoPage = $"default-src 'none'; {InNoFrame}; sandbox";

    /// <summary>Of a script: a worker goes by the policy that its own file comes with.</summary>
    public const string Script = $"default-src 'none'; script-src 'self'; {InNoFrame}";

    public const string Page = $"{Sources}; {OwnStyles}; {InNoFrame}";

    /// <summary>Of the one page that is made for a frame on any site.</summary>
    public const string InAnyFrame = $"{Sources}; {OwnStyles}; frame-ancestors *";

    /// <summary>Of staff pages that show an email as it went out, in a sandboxed frame that runs nothing: mail readers know style attributes alone, and such a frame goes by its page's policy.</summary>
    public const string ShowsAnEmail = $"{Sources}; {OwnStyles} 'unsafe-inline'; {InNoFrame}";

    public static void Is(HttpRequest http, string policy) => http.HttpContext.Response.Headers.ContentSecurityPolicy = policy;
}
