using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff.SignIn;

/// <summary>
/// What ASP.NET's sign-in hands to a browser (cookie, state, nonce), sealed by AES-256-GCM under keys derived from <c>Arl:LinkKeys</c>: the first seals, all open. So every instance opens what another sealed,
/// nothing of it lies in storage, and a start reads no key ring. Sealed is <c>salt (16) | nonce (12) | tag (16) | ciphertext</c>; each has a key of its own, HKDF-SHA256 over key, salt and purposes.
/// </summary>
public sealed class LinkKeyProtection(IOptions<SiteOptions> site) : IDataProtectionProvider
{
    private const int Salt = 16, Nonce = 12, Tag = 16, Head = Salt + Nonce + Tag;

    public IDataProtector CreateProtector(string purpose) => new Protector(site.Value.Keys(), "arl sign-in").CreateProtector(purpose);

    private sealed class Protector(IReadOnlyList<byte[]> keys, string purposes) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(keys, $"{purposes}|{purpose.Length}:{purpose}");

        public byte[] Protect(byte[] plaintext)
        {
            var whole = new byte[Head + plaintext.Length];
            RandomNumberGenerator.Fill(whole.AsSpan(0, Salt + Nonce));
            using var aes = new AesGcm(KeyOf(keys[0], whole), Tag);
            aes.Encrypt(whole.AsSpan(Salt, Nonce), plaintext, whole.AsSpan(Head), whole.AsSpan(Salt + Nonce, Tag));
            return whole;
        }

        /// <exception cref="CryptographicException">It is none of ours, was changed, or has another purpose.</exception>
        public byte[] Unprotect(byte[] protectedData) =>
            protectedData.Length >= Head && keys.Select(key => Open(key, protectedData)).FirstOrDefault(opened => opened is not null) is { } plaintext
                ? plaintext
                : throw new CryptographicException("This was not sealed under any of Arl:LinkKeys.");

        private byte[]? Open(byte[] key, byte[] whole)
        {
            var plaintext = new byte[whole.Length - Head];
            using var aes = new AesGcm(KeyOf(key, whole), Tag);
            try
            {
                aes.Decrypt(whole.AsSpan(Salt, Nonce), whole.AsSpan(Head), whole.AsSpan(Salt + Nonce, Tag), plaintext);
                return plaintext;
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
        }

        private byte[] KeyOf(byte[] key, byte[] whole) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: whole[..Salt], info: Encoding.UTF8.GetBytes(purposes));
    }
}
