using System.Security.Claims;
using Arl.Domain;

namespace Arl.Functions.Staff.SignIn;

/// <summary>What we take from a token of Entra ID, and what our own cookie holds of it. https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference</summary>
internal static class StaffClaims
{
    /// <summary>The app role of the registration that makes somebody a member of the staff.</summary>
    public const string Role = "arl-staff";

    private const string Roles = "roles", Name = "preferred_username", Account = "oid", Tenant = "tid", Session = "session", Address = "email";
    private const int LongestName = 200;

    public static bool IsOfTenant(ClaimsPrincipal principal, EntraOptions entra) => entra.TenantId.Equals(principal.FindFirstValue(Tenant), StringComparison.OrdinalIgnoreCase);

    public static bool IsStaff(ClaimsPrincipal principal) => principal.HasClaim(Roles, Role);

    /// <summary>An access token names the program that it was given to; an ID token, which tells us who signed in, opens no door for a program.</summary>
    public static bool IsAccess(ClaimsPrincipal principal) => !string.IsNullOrEmpty(principal.FindFirstValue("azp")) && !principal.HasClaim(claim => claim.Type == "nonce");

    /// <summary>The id of the account, which never changes; "" where the token has none.</summary>
    public static string AccountOf(ClaimsPrincipal principal) => principal.FindFirstValue(Account) ?? "";

    public static string SessionOf(ClaimsPrincipal principal) => principal.FindFirstValue(Session) ?? "";

    /// <summary>By the name they sign in with, or the id of the account; null where there is neither, or it is none for a history.</summary>
    public static StaffMember? MemberOf(ClaimsPrincipal principal)
    {
        var name = new[] { Name, Account }.Select(type => principal.FindFirstValue(type)?.Trim()).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        if (name is not { Length: <= LongestName } || name.Any(char.IsControl))
            return null;
        var address = new[] { Address, Name }.Select(type => EmailAddress.TryParse(principal.FindFirstValue(type), out var parsed) ? parsed : null).FirstOrDefault(parsed => parsed is not null);
        return new(name, IsDeveloper: false) { Address = address };
    }

    /// <summary>The little of a token that the cookie needs.</summary>
    public static ClaimsPrincipal ForCookie(StaffMember member, string session, string scheme) => new(new ClaimsIdentity(
        [new(Name, member.Name), .. member.Address is { } address ? new Claim[] { new(Address, address.Value) } : [], new(Session, session)], scheme, Name, Roles));
}
