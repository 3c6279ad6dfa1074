using Arl.Functions.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Functions.Staff.SignIn;

/// <summary>Settings <c>Staff:…</c>.</summary>
public sealed class StaffOptions
{
    /// <summary>How staff sign in. Not set: nobody is staff.</summary>
    public EntraOptions Entra { get; set; } = new();

    /// <summary>Whether it is set, without the binder, which would cost each start more than all other registering.</summary>
    internal static bool IsSet(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Staff:Entra:TenantId"]) && !string.IsNullOrEmpty(configuration["Staff:Entra:ClientId"]);

    public static void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<StaffOptions>().Bind(configuration.GetSection("Staff"))
            .Validate(staff => staff.Entra.TenantId.Length > 0 == staff.Entra.ClientId.Length > 0, "Set both Staff:Entra:TenantId and Staff:Entra:ClientId, so that staff can sign in, or neither.")
            .Validate(staff => !staff.Entra.IsSet || (Guid.TryParse(staff.Entra.TenantId, out _) && Guid.TryParse(staff.Entra.ClientId, out _)), "Set Staff:Entra:TenantId and Staff:Entra:ClientId to the ids (GUIDs) of one tenant and of the app's registration in it.")
            .Validate(staff => staff.Entra.Authority.Length == 0 || IsSafe(staff.Entra.Authority), "Set Staff:Entra:Authority to an https address, for example https://login.microsoftonline.us/{tenant}/v2.0, or leave it out.")
            .CheckAtStart();

    /// <summary>Without TLS only on this machine, for tests.</summary>
    private static bool IsSafe(string authority) => Uri.TryCreate(authority, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}

/// <summary>The registration of this app in the one Entra ID tenant whose accounts staff have.</summary>
public sealed class EntraOptions
{
    public string TenantId { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>Of another cloud, or of a test. Empty: Entra ID's public one.</summary>
    public string Authority { get; set; } = "";

    internal bool IsSet => TenantId.Length > 0 && ClientId.Length > 0;

    internal Uri Address => new(Authority.Length > 0 ? Authority.TrimEnd('/') : $"https://login.microsoftonline.com/{TenantId}/v2.0");
}
