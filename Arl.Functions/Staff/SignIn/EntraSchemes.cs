using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Arl.Functions.Staff.SignIn;

/// <summary>The three ways by which somebody is known, as ASP.NET's handlers are told: the sign-in page of Entra ID, our cookie after it, and a program's access token.</summary>
internal static class EntraSchemes
{
    public const string Entra = "entra", Cookie = "cookie", Bearer = "bearer";
    public const string Done = "/staff/sign-in/done";

    /// <summary>Until a cookie that nobody uses is no longer good. Signing in again asks for no password as long as Entra ID knows the person.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    private static readonly TimeSpan s_onTheWay = TimeSpan.FromMinutes(15);

    public static void Add(IServiceCollection services, EntraOptions entra, SiteOptions site, EntraEvents events)
    {
        var metadata = Metadata(entra);
        services.AddAuthentication()
            .AddCookie(Cookie, options => SetCookie(options, events))
            .AddOpenIdConnect(Entra, options => SetSignIn(options, entra, site, events, metadata))
            .AddJwtBearer(Bearer, options => (options.ConfigurationManager, options.TokenValidationParameters, options.MapInboundClaims, options.IncludeErrorDetails) = (metadata, Parameters(entra, events), false, false));
    }

    /// <summary>Read when the first token or sign-in needs it, kept for both, and read again when a token names a key that it lacks.</summary>
    private static ConfigurationManager<OpenIdConnectConfiguration> Metadata(EntraOptions entra) => new(
        entra.Address + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 }) { RequireHttps = !entra.Address.IsLoopback });

    private static void SetCookie(CookieAuthenticationOptions options, EntraEvents events)
    {
        options.Cookie = HostCookie("__Host-arl-staff", SameSiteMode.Lax);
        (options.ExpireTimeSpan, options.SlidingExpiration) = (Idle, true); // At most for StaffSessions.Longest.
        options.Events.OnValidatePrincipal = events.Known;
    }

    private static void SetSignIn(OpenIdConnectOptions options, EntraOptions entra, SiteOptions site, EntraEvents events, ConfigurationManager<OpenIdConnectConfiguration> metadata)
    {
        (options.ConfigurationManager, options.ClientId, options.CallbackPath, options.SignInScheme) = (metadata, entra.ClientId, Done, Cookie);
        // The token comes with the browser and no code is redeemed for one: so there is no client secret to keep.
        (options.ResponseType, options.ResponseMode) = (OpenIdConnectResponseType.IdToken, OpenIdConnectResponseMode.FormPost);
        (options.TokenValidationParameters, options.MapInboundClaims, options.SaveTokens, options.DisableTelemetry) = (Parameters(entra, events), false, false, true);
        (options.PushedAuthorizationBehavior, options.RemoteAuthenticationTimeout, options.ProtocolValidator.NonceLifetime) = (PushedAuthorizationBehavior.Disable, s_onTheWay, s_onTheWay);
        options.ClaimActions.Clear(); // They would take the nonce away, which makes a sign-in good once.
        options.Scope.Add("email");
        // Entra ID posts from its own site, and there a browser sends no other cookie.
        (options.CorrelationCookie, options.NonceCookie) = (HostCookie("__Host-arl-sign-in.", SameSiteMode.None, s_onTheWay), HostCookie("__Host-arl-nonce.", SameSiteMode.None, s_onTheWay));
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = site.UrlOf(Done); // Never what the caller says that our host is.
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = events.Received;
        options.Events.OnRemoteFailure = events.Failed;
    }

    private static TokenValidationParameters Parameters(EntraOptions entra, EntraEvents events) => new()
    {
        ValidAudience = entra.ClientId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256], // What Entra ID signs with.
        ValidateAudience = true,
        // What the settings say, not what the metadata says of itself.
        IssuerValidator = (issuer, _, _) => issuer == entra.Address.AbsoluteUri ? issuer : throw new SecurityTokenInvalidIssuerException("Another issuer."),
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = events.IsInTime,
        NameClaimType = "preferred_username",
        RoleClaimType = "roles",
    };

    private static CookieBuilder HostCookie(string name, SameSiteMode sameSite, TimeSpan? lifetime = null) =>
        new() { Name = name, Path = "/", HttpOnly = true, SecurePolicy = CookieSecurePolicy.Always, SameSite = sameSite, IsEssential = true, MaxAge = lifetime };
}
