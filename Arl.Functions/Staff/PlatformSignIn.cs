using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff;

/// <summary>Setting <c>Staff:TrustPlatformHeader</c>.</summary>
public sealed class StaffOptions
{
    /// <summary>True only where App Service authentication stands in front: it takes the header away from whoever sends one and writes its own. Without it, anybody can be anybody.</summary>
    public bool TrustPlatformHeader { get; set; }

    public static void Add(IServiceCollection services, IConfiguration configuration) => services.AddOptions<StaffOptions>().Bind(configuration.GetSection("Staff")).ValidateOnStart();
}

/// <summary>Sign-in by App Service authentication with Entra ID: a member of the staff has the role <c>arl-staff</c> of the app's registration. While the header is not trusted, nobody is staff.</summary>
public sealed class PlatformSignIn(IOptions<StaffOptions> options) : IStaffSignIn
{
    private const string Entra = "/.auth/login/aad?post_login_redirect_uri=";

    public StaffMember? Who(HttpRequest http) => Principal(http) is { IsStaff: true } principal ? new(principal.Name, IsDeveloper: false) { Address = principal.Address } : null;

    public bool IsSomebodyElse(HttpRequest http) => Principal(http) is { IsStaff: false };

    public string? SignInPage(string back) => options.Value.TrustPlatformHeader ? Entra + Uri.EscapeDataString(back) : null;

    public string? SignOutPage => options.Value.TrustPlatformHeader ? "/.auth/logout?post_logout_redirect_uri=%2Fstaff" : null;

    private PlatformPrincipal? Principal(HttpRequest http) =>
        options.Value.TrustPlatformHeader && http.Headers[PlatformPrincipal.Header] is [{ } header] ? PlatformPrincipal.Read(header) : null;
}
