using Arl.Functions.Hosting;
using Arl.Functions.Privacy;
using Arl.Functions.Web;
using Arl.Pages.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff;

/// <summary>
/// The one door to every staff route: closed (401, or 403 for whoever is signed in without being staff) unless the sign-in knows the caller. A browser that is signed in also sends what a page
/// of somebody else's makes it send; what would change anything is therefore refused (403) when the browser says that another site asked for it, and when it is a form without the token that our own pages
/// give this member (<see cref="StaffFormTokens"/>); what is no form must have a content type that no other site's page can send unasked.
/// </summary>
public sealed partial class StaffDoor(IStaffSignIn signIn, StaffFormTokens tokens, StaffReads reads, IOptions<SiteOptions> site, ILogger<StaffDoor> log)
{
    /// <param name="shows">Whether people can be read in the answer. Then who reads it is kept first, and where that cannot be kept nothing is shown (decision 23).</param>
    public async Task<IResult> Enter(HttpRequest http, Shows shows, Func<StaffMember, Task<IResult>> staffOnly)
    {
        if (await signIn.Who(http) is not { } member)
            return Told("not staff", await StaffRefusals.NotStaff(http, signIn));
        if (IsUnsafe(http) && await Refusal(http, member) is { } refusal)
            return refusal;
        if (http.HttpContext.RequestServices?.GetService<StaffVisit>() is { } visit) // A function that is called without a web server renders no page.
            (visit.FormToken, visit.CanSignOut, visit.IsDeveloper) = (tokens.For(member), signIn.CanSignOut, member.IsDeveloper);
        await reads.Keep(member, shows, http.HttpContext.RequestAborted);
        PageResults.KeepSecret(http); // What staff read names people: no cache keeps it.
        return await staffOnly(member);
    }

    private async Task<IResult?> Refusal(HttpRequest http, StaffMember member)
    {
        if (IsFromElsewhere(http))
            return Told("from another site", StaffRefusals.FromElsewhere(http));
        if (!StaffPost.IsForm(http))
            return StaffPost.IsSimple(http) ? Told("type of a form", StaffRefusals.SimpleType(http)) : null;
        if (await StaffPost.TokenOf(http, http.HttpContext.RequestAborted) is not { } token)
            return Told("too large", StaffRefusals.TooLarge(http));
        return tokens.IsGood(token, member) ? null : Told("no token", StaffRefusals.NoToken(http));
    }

    private IResult Told(string why, IResult refusal)
    {
        Refused(why);
        return refusal;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The staff's door stayed closed: {Why}.")]
    private partial void Refused(string why);

    private static bool IsUnsafe(HttpRequest http) => !HttpMethods.IsGet(http.Method) && !HttpMethods.IsHead(http.Method) && !HttpMethods.IsOptions(http.Method);

    /// <summary>A caller that is no browser says nothing, and nobody can make it carry a sign-in.</summary>
    private bool IsFromElsewhere(HttpRequest http)
    {
        if (StaffPost.IsOfAnotherSite(http))
            return true;
        var origin = http.Headers.Origin.ToString();
        // Our pages send no referrer, and then a browser says "null" even of its own origin; whether that is so, only Sec-Fetch-Site says.
        return origin.Length > 0 && !(origin == "null" ? http.Headers["Sec-Fetch-Site"] == "same-origin" : IsOurs(origin, http.Host));
    }

    /// <summary>The public address, or the host that was called; a proxy may have changed the latter.</summary>
    private bool IsOurs(string origin, HostString called) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority == new Uri(site.Value.BaseUrl).Authority || (from.Host == called.Host && from.Port == (called.Port ?? (from.IsDefaultPort ? from.Port : -1))));
}
