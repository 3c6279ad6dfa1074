using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Engagements;

/// <summary>The secret address of the coach's page of one match: an HMAC-SHA256 over reference and match, cut to 128 bits, as <see cref="Requests.StatusLinks"/>. Nothing is stored.</summary>
public sealed class CoachPageLinks(IOptions<SiteOptions> site)
{
    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    public Uri UrlOf(Reference reference, int match) => new(site.Value.UrlOf(PathOf(reference, match)));

    public string PathOf(Reference reference, int match) => string.Create(CultureInfo.InvariantCulture, $"/coach/{reference}/{match}/{Signature(_keys[0], reference, match)}");

    /// <summary>Reference and match if the signature opens them (under any key in force); compared in constant time. Whether the match is still to be seen is for the caller to say.</summary>
    public (Reference Reference, int Match)? Open(string reference, string match, string signature) =>
        Reference.TryParse(reference, out var parsed) && int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && _keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(key, parsed, number)), Encoding.UTF8.GetBytes(signature)))
            ? (parsed, number)
            : null;

    private static string Signature(byte[] key, Reference reference, int match) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"coach|{reference}|{match}"))).AsSpan(0, 16));
}
