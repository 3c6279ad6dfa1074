using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>A challenge as the widget reads it.</summary>
public sealed record ProofChallenge(ProofParameters Parameters, string Signature);

/// <summary>In the order of their names, as the protocol signs them.</summary>
public sealed record ProofParameters(string Algorithm, int Cost, long ExpiresAt, int KeyLength, string KeyPrefix, string Nonce, string Salt);

/// <summary>
/// The server's side of ALTCHA's proof of work, version 2 (npm altcha 3, altcha-lib 2): find the counter for which PBKDF2(nonce + counter, salt) starts with the prefix. The challenge is signed, expires and
/// is good once; its parameters are always the same but for nonce, salt and expiry, so nothing of them is believed.
/// </summary>
public sealed class ProofOfWork(ProofLedger ledger, IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(30);

    /// <summary>4,096 tries of 1,000 rounds on average: a second or two on a phone.</summary>
    private const int Cost = 1_000;
    private const string Prefix = "000";
    private const int KeyLength = 32;
    private const string Algorithm = "PBKDF2/SHA-256";

    private readonly IReadOnlyList<byte[]> _keys = [.. site.Value.Keys().Select(key => HMACSHA256.HashData(key, "proof"u8))];

    public ProofChallenge NewChallenge()
    {
        var parameters = new ProofParameters(Algorithm, Cost, (clock.GetUtcNow() + GoodFor).ToUnixTimeSeconds(), KeyLength, Prefix, Random(), Random());
        return new(parameters, Sign(_keys[0], parameters));
    }

    /// <summary>True for the answer to a challenge of ours that is not too old and was not used before.</summary>
    public async Task<bool> IsSolved(string payload, CancellationToken cancel) =>
        Read(payload) is { } solution && IsRight(solution) && await ledger.Use(solution.Nonce, solution.ExpiresAt, cancel);

    private sealed record Solution(string Nonce, string Salt, long ExpiresAt, string Signature, uint Counter, string DerivedKey);

    private bool IsRight(Solution said)
    {
        var parameters = new ProofParameters(Algorithm, Cost, said.ExpiresAt, KeyLength, Prefix, said.Nonce, said.Salt);
        if (said.ExpiresAt < clock.GetUtcNow().ToUnixTimeSeconds() || !_keys.Aggregate(false, (one, key) => one | Same(Sign(key, parameters), said.Signature)))
            return false;
        Span<byte> password = stackalloc byte[20];
        Convert.FromHexString(said.Nonce).CopyTo(password);
        BinaryPrimitives.WriteUInt32BigEndian(password[16..], said.Counter);
        var key = Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromHexString(said.Salt), Cost, HashAlgorithmName.SHA256, KeyLength));
        return key.StartsWith(Prefix, StringComparison.Ordinal) && Same(key, said.DerivedKey);
    }

    /// <summary>Null where it cannot be read.</summary>
    private static Solution? Read(string payload)
    {
        if (payload.Length is 0 or > 4_000)
            return null;
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(payload));
            var (challenge, solution) = (json.RootElement.GetProperty("challenge"), json.RootElement.GetProperty("solution"));
            var parameters = challenge.GetProperty("parameters");
            return new(
                Text(parameters, "nonce"), Text(parameters, "salt"), parameters.GetProperty("expiresAt").GetInt64(),
                Text(challenge, "signature"), solution.GetProperty("counter").GetUInt32(), Text(solution, "derivedKey"));
        }
        catch (Exception other) when (other is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // Whatever somebody typed in.
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException(name + " is null.");

    /// <summary>HMAC-SHA256 in hex over the parameters as JSON, keyed with the key's own hex digits, as the protocol's secret is a text.</summary>
    private static string Sign(byte[] key, ProofParameters parameters) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)),
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"algorithm":"{{parameters.Algorithm}}","cost":{{parameters.Cost}},"expiresAt":{{parameters.ExpiresAt}},"keyLength":{{parameters.KeyLength}},"keyPrefix":"{{parameters.KeyPrefix}}","nonce":"{{parameters.Nonce}}","salt":"{{parameters.Salt}}"}"""))));

    private static bool Same(string ours, string theirs) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
