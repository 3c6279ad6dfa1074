using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Arl.Domain;

namespace Arl.Functions.Staff;

/// <summary>
/// Who App Service authentication says is calling: its header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of <c>{ "auth_typ": "aad", "claims": [{ "typ": …, "val": … }], "name_typ": …, "role_typ": … }</c>.
/// https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
/// </summary>
/// <param name="Name">What Entra ID calls them: the name they sign in with, or where it gives none, the id of the account.</param>
internal sealed record PlatformPrincipal(string Name, EmailAddress? Address, bool IsStaff)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";
    public const string Role = "arl-staff";
    private const int LongestHeader = 16 * 1024;
    private const int LongestName = 200;
    private static readonly string[] s_emails = ["email", "emails", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"];
    private static readonly string[] s_accounts = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];

    /// <summary>Null where the header is none of Entra ID's, is damaged, or names nobody.</summary>
    public static PlatformPrincipal? Read(string header)
    {
        if (header.Length is 0 or > LongestHeader || !Base64.IsValid(header))
            return null;
        try
        {
            using var json = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(header)), new() { MaxDepth = 8 });
            return Of(json.RootElement);
        }
        catch (Exception damaged) when (damaged is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null; // InvalidOperationException: an element of another kind than is read.
        }
    }

    private static PlatformPrincipal? Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "auth_typ") != "aad" || !root.TryGetProperty("claims", out var listed))
            return null;
        var claims = listed.EnumerateArray().Select(claim => (Type: Text(claim, "typ"), Value: Text(claim, "val"))).ToList();
        string? First(params IEnumerable<string> types) => types.SelectMany(type => claims.Where(claim => claim.Type == type)).Select(claim => claim.Value.Trim()).FirstOrDefault(value => value.Length > 0);
        // Entra ID's app roles come as "roles", whatever the header calls the type of its roles.
        var isStaff = claims.Any(claim => claim.Value == Role && claim.Type.Length > 0 && (claim.Type == "roles" || claim.Type == Text(root, "role_typ")));
        var name = First(["preferred_username", .. s_accounts]);
        var address = claims.Where(claim => s_emails.Contains(claim.Type)).Concat(claims.Where(claim => claim.Type == "preferred_username")).Select(claim => EmailAddress.TryParse(claim.Value, out var parsed) ? parsed : null).FirstOrDefault(parsed => parsed is not null);
        return name is { Length: <= LongestName } && !name.Any(char.IsControl) ? new(name, address, isStaff) : null;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
