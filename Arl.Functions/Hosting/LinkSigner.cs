using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Arl.Functions.Hosting;

/// <summary>Signs what an address of ours names: an HMAC-SHA256 over it, cut to 128 bits, under the first of <c>Arl:LinkKeys</c>. Nothing is stored. What is said is in links that were sent: never change how.</summary>
public sealed class LinkSigner(IReadOnlyList<byte[]> keys)
{
    /// <param name="said">Begins with the kind of page, so that no signature opens another.</param>
    public string Sign(string said) => Sign(keys[0], said);

    /// <summary>Under any key in force; compared in constant time.</summary>
    public bool IsSigned(string said, string signature) => keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, said)), Encoding.UTF8.GetBytes(signature)));

    private static string Sign(byte[] key, string said) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(said)).AsSpan(0, 16));
}
