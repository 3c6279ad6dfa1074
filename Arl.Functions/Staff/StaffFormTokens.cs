using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff;

/// <summary>
/// Makes and checks what a form of the staff carries: <c>{Unix seconds of its end}.{HMAC-SHA256 over that and the member, cut to 128 bits}</c>, under the first of <c>Arl:LinkKeys</c>; every key is accepted.
/// A page of another site cannot read it, and one member's is of no use to another.
/// </summary>
public sealed class StaffFormTokens(IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>A working day with a page left open.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int Signature = 16;
    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    public string For(StaffMember member)
    {
        var end = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(_keys[0], end, member)}";
    }

    public bool IsGood(string token, StaffMember member) =>
        token.Split('.') is [var end, var signature]
        && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > clock.GetUtcNow().ToUnixTimeSeconds()
        && _keys.Aggregate(false, (signed, key) => signed | CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, end, member)), Encoding.UTF8.GetBytes(signature)));

    private static string Sign(byte[] key, string end, StaffMember member) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"staff-form|{end}|{member.Name}")).AsSpan(0, Signature));
}
