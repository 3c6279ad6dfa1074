using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Arl.Functions.Staff.SignIn;

/// <summary>How a sign-in came out that led to no session.</summary>
internal enum SignInRefusal
{
    /// <summary>No sign-in of this browser, an old one, one that was used, or a token that does not hold.</summary>
    Unsound,

    /// <summary>Somebody, but not of the staff.</summary>
    NotStaff,
}

/// <summary>What we add to ASP.NET's handlers: who is of the staff, and that a session can end.</summary>
internal sealed partial class EntraEvents(EntraOptions entra, StaffSessions sessions, TimeProvider clock, ILogger<EntraEvents> log)
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(2);
    private static readonly object s_refused = new();

    public static SignInRefusal? RefusalOf(HttpContext http) => http.Items.TryGetValue(s_refused, out var refused) ? (SignInRefusal?)refused : null;

    /// <summary>By our own clock, which a test can turn.</summary>
    public bool IsInTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + s_skew && (notBefore is not { } start || now >= start - s_skew);
    }

    /// <summary>The token is Entra ID's, for us, for this browser and new; now for whose it is.</summary>
    public async Task Received(TicketReceivedContext context)
    {
        var principal = context.Principal!;
        if (!StaffClaims.IsOfTenant(principal, entra) || principal.FindFirstValue("nonce") is not { Length: > 0 } nonce)
            Refuse(context, SignInRefusal.Unsound, "tenant");
        else if (!StaffClaims.IsStaff(principal))
            Refuse(context, SignInRefusal.NotStaff, "role");
        else if (StaffClaims.MemberOf(principal) is not { } member)
            Refuse(context, SignInRefusal.Unsound, "name");
        else if (await sessions.Start(nonce, StaffClaims.AccountOf(principal), context.HttpContext.RequestAborted) is not { } session)
            Refuse(context, SignInRefusal.Unsound, "used before");
        else
        {
            context.Principal = StaffClaims.ForCookie(member, session, EntraSchemes.Cookie);
            SignedIn(session[..8]);
        }
    }

    public Task Failed(RemoteFailureContext context)
    {
        Refuse(context, SignInRefusal.Unsound, context.Failure?.GetType().Name ?? "unknown");
        return Task.CompletedTask;
    }

    /// <summary>A cookie is good while its session is.</summary>
    public async Task Known(CookieValidatePrincipalContext context)
    {
        if (!await sessions.IsOpen(StaffClaims.SessionOf(context.Principal!), context.HttpContext.RequestAborted))
            context.RejectPrincipal();
    }

    private void Refuse(HandleRequestContext<RemoteAuthenticationOptions> context, SignInRefusal refusal, string why)
    {
        context.HttpContext.Items[s_refused] = refusal;
        context.HandleResponse();
        Refused(why);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A member of the staff signed in (session {Session}).")]
    private partial void SignedIn(string session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused: {Why}.")]
    private partial void Refused(string why);
}
