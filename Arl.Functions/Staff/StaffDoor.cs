using Arl.Domain;
using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff;

/// <param name="Name">Who acted, for the history: the sign-in's own id or name.</param>
/// <param name="IsDeveloper">A developer of the local host, not a member of the staff; every page says so.</param>
public sealed record StaffMember(string Name, bool IsDeveloper)
{
    /// <summary>Where they get email; null where the sign-in does not know it.</summary>
    public EmailAddress? Address { get; init; }
}

/// <summary>Says who of the staff is calling; null is nobody. Each host registers the sign-in it has.</summary>
public interface IStaffSignIn
{
    StaffMember? Who(HttpRequest http);
}

/// <summary>The default: no sign-in is configured, so nobody is staff.</summary>
public sealed class NobodyIsStaff : IStaffSignIn
{
    public StaffMember? Who(HttpRequest http) => null;
}

/// <summary>
/// The one door to every staff route: closed (401) unless the sign-in knows the caller. A browser that is signed in also sends what a page of somebody else's makes it send;
/// what would change anything is therefore refused (403) when the browser says that another site asked for it.
/// </summary>
public sealed class StaffDoor(IStaffSignIn signIn, IOptions<SiteOptions> site)
{
    public async Task<IResult> Enter(HttpRequest http, Func<StaffMember, Task<IResult>> staffOnly)
    {
        if (signIn.Who(http) is not { } member)
        {
            http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer realm=\"ARL staff\""; // A 401 must name a way in (RFC 9110); of the known ones this makes no browser ask for a password.
            return Results.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "Sign in as staff", detail: "This part is for the network's staff, and you are not signed in.");
        }
        if (IsUnsafe(http) && IsFromElsewhere(http))
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Another site asked for this", detail: "Nothing was changed. Open the staff page itself and press the button there.");
        return await staffOnly(member);
    }

    private static bool IsUnsafe(HttpRequest http) => !HttpMethods.IsGet(http.Method) && !HttpMethods.IsHead(http.Method) && !HttpMethods.IsOptions(http.Method);

    /// <summary>A caller that is no browser says nothing, and nobody can make it carry a sign-in.</summary>
    private bool IsFromElsewhere(HttpRequest http)
    {
        var fetchSite = http.Headers["Sec-Fetch-Site"].ToString();
        if (fetchSite is "cross-site" or "same-site")
            return true;
        var origin = http.Headers.Origin.ToString();
        // Our pages send no referrer, and then a browser says "null" even of its own origin; whether that is so, only Sec-Fetch-Site says.
        return origin.Length > 0 && !(origin == "null" ? fetchSite == "same-origin" : IsOurs(origin, http.Host));
    }

    /// <summary>The public address, or the host that was called; a proxy may have changed the latter.</summary>
    private bool IsOurs(string origin, HostString called) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority == new Uri(site.Value.BaseUrl).Authority || (from.Host == called.Host && from.Port == (called.Port ?? (from.IsDefaultPort ? from.Port : -1))));
}
