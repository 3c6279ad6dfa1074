using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <param name="AddressKey">As in <see cref="SuppressionList.KeyOf"/>.</param>
public sealed record UnsubscribeToken(string AddressKey, string Owner, string MailId);

/// <summary>
/// The link by which the reader of one mail unsubscribes. Nothing is stored for it, so it works as long as its key does, whether the mail is still kept or not.
/// Its token holds a hash of the address and the mail's id, and is sealed besides (AES-GCM, keys derived by HMAC from <c>Arl:LinkKeys</c> for this purpose alone):
/// a hash of an address can be guessed, so it must not be read from an address line or a log.
/// </summary>
public sealed class UnsubscribeLinks(IOptions<SiteOptions> site)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly IReadOnlyList<(byte[] Seal, byte[] Nonce)> _keys = [.. site.Value.Keys().Select(key => (Derive(key, "unsubscribe seal"), Derive(key, "unsubscribe nonce")))];

    public Uri UrlOf(string owner, string mailId, EmailAddress reader) => new(site.Value.UrlOf($"/unsubscribe/{Token(owner, mailId, reader)}"));

    /// <summary>Null unless the token was made by us, under any key in force.</summary>
    public UnsubscribeToken? Open(string token)
    {
        if (token.Length > 1000 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token) is not { Length: > NonceSize + TagSize } bytes)
            return null;
        return _keys.Select(key => Unseal(key.Seal, bytes)).FirstOrDefault(opened => opened is not null);
    }

    /// <summary>The nonce follows from what is sealed, so it never serves two contents, and the same mail has the same link.</summary>
    private string Token(string owner, string mailId, EmailAddress reader)
    {
        var content = Encoding.UTF8.GetBytes($"{SuppressionList.KeyOf(reader)}|{owner}|{mailId}");
        var token = new byte[NonceSize + TagSize + content.Length];
        HMACSHA256.HashData(_keys[0].Nonce, content).AsSpan(0, NonceSize).CopyTo(token);
        using var seal = new AesGcm(_keys[0].Seal, TagSize);
        seal.Encrypt(token.AsSpan(0, NonceSize), content, token.AsSpan(NonceSize + TagSize), token.AsSpan(NonceSize, TagSize));
        return Base64Url.EncodeToString(token);
    }

    private static UnsubscribeToken? Unseal(byte[] key, byte[] token)
    {
        var content = new byte[token.Length - NonceSize - TagSize];
        using var seal = new AesGcm(key, TagSize);
        try
        {
            seal.Decrypt(token.AsSpan(0, NonceSize), token.AsSpan(NonceSize + TagSize), token.AsSpan(NonceSize, TagSize), content);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // Made up, cut short, or under another key.
        }
        var parts = Encoding.UTF8.GetString(content).Split('|', 3);
        return new(parts[0], parts[1], parts[2]);
    }

    private static byte[] Derive(byte[] key, string purpose) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(purpose));
}
