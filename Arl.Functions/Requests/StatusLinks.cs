using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>The secret address of a request's status page: an HMAC-SHA256 over the reference, cut to 128 bits. Nothing is stored; the reference alone opens nothing.</summary>
public sealed class StatusLinks(IOptions<SiteOptions> site)
{
    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    public string UrlOf(Reference reference) => site.Value.UrlOf(PathOf(reference));

    public string PathOf(Reference reference) => $"/requests/{reference}/{Token(_keys[0], reference)}";

    /// <summary>The reference if the token opens it (under any key in force); compared in constant time.</summary>
    public Reference? Open(string reference, string token) =>
        Reference.TryParse(reference, out var parsed) && _keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Token(key, parsed)), Encoding.UTF8.GetBytes(token)))
            ? parsed
            : null;

    private static string Token(byte[] key, Reference reference) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("status|" + reference)).AsSpan(0, 16));
}
