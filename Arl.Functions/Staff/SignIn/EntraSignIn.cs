using System.Security.Claims;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Arl.Functions.Staff.SignIn;

/// <summary>Sign-in with Entra ID, checked by the app itself (docs/decisions/0021): a browser by our cookie, a program at <c>/api/staff</c> by an access token. No header of a platform is believed.</summary>
public sealed partial class EntraSignIn(EntraHandlers handlers, StaffSessions sessions, IOptions<StaffOptions> options, ILogger<EntraSignIn> log) : IStaffSignIn
{
    private const int MostBytes = 64 * 1024;

    public bool CanSignOut => true;

    internal bool IsSet => options.Value.Entra.IsSet;

    /// <summary>Where Entra ID signs its own session out, for a computer that several people share.</summary>
    internal Uri SignOutOfAccount => new(options.Value.Entra.Address, "oauth2/v2.0/logout");

    public async Task<StaffMember?> Who(HttpRequest http) => IsProgram(http)
        ? await Program(http) is { } program && StaffClaims.IsStaff(program) ? StaffClaims.MemberOf(program) : null
        : await Known(http, EntraSchemes.Cookie) is { } person ? StaffClaims.MemberOf(person) : null;

    public async Task<bool> IsSomebodyElse(HttpRequest http) => IsProgram(http) && await Program(http) is { } program && !StaffClaims.IsStaff(program);

    public string? SignInPage(string back) => $"/staff/sign-in?back={Uri.EscapeDataString(LocalPath.OfStaff(back))}";

    public async Task SignOut(HttpRequest http)
    {
        if (await Known(http, EntraSchemes.Cookie) is not { } person)
            return;
        await sessions.End(StaffClaims.SessionOf(person), http.HttpContext.RequestAborted);
        SignedOut(StaffClaims.SessionOf(person)[..8]);
        await handlers.Use(http.HttpContext, async _ =>
        {
            await http.HttpContext.SignOutAsync(EntraSchemes.Cookie);
            return true;
        });
    }

    /// <summary>Sends the browser to Entra ID. False: its metadata cannot be read.</summary>
    internal Task<bool> Start(HttpRequest http, string back, bool another) => handlers.Use(http.HttpContext, async _ =>
    {
        try
        {
            await http.HttpContext.ChallengeAsync(EntraSchemes.Entra, new OpenIdConnectChallengeProperties { RedirectUri = back, Prompt = another ? OpenIdConnectPrompt.SelectAccount : null });
            return true;
        }
        catch (InvalidOperationException away) when (away.InnerException is IOException or HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    });

    /// <summary>Takes what Entra ID made the browser post. Null: the browser is signed in and sent on.</summary>
    internal async Task<SignInRefusal?> Finish(HttpRequest http, CancellationToken cancel)
    {
        if (!LimitedBody.IsForm(http) || await LimitedBody.Keep(http, MostBytes, cancel) is not { } body || LimitedBody.Fields(body) is null)
            return SignInRefusal.Unsound;
        var isHandled = await handlers.Use(http.HttpContext, async services =>
            await services.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(http.HttpContext, EntraSchemes.Entra) is IAuthenticationRequestHandler handler && await handler.HandleRequestAsync());
        return isHandled ? EntraEvents.RefusalOf(http.HttpContext) : SignInRefusal.Unsound;
    }

    private static bool IsProgram(HttpRequest http) => http.Path.StartsWithSegments("/api/staff", StringComparison.OrdinalIgnoreCase) && http.Headers.Authorization.Count > 0;

    private async Task<ClaimsPrincipal?> Program(HttpRequest http)
    {
        if (http.Headers.Authorization.Count == 1 && await Known(http, EntraSchemes.Bearer) is { } program && StaffClaims.IsAccess(program) && StaffClaims.IsOfTenant(program, options.Value.Entra))
            return program;
        ProgramRefused();
        return null;
    }

    private Task<ClaimsPrincipal?> Known(HttpRequest http, string scheme) => handlers.Use(http.HttpContext, async _ =>
        await http.HttpContext.AuthenticateAsync(scheme) is { Succeeded: true, Principal: { } principal } ? principal : null);

    [LoggerMessage(Level = LogLevel.Information, Message = "A member of the staff signed out (session {Session}).")]
    private partial void SignedOut(string session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A program showed a token that does not hold.")]
    private partial void ProgramRefused();
}
