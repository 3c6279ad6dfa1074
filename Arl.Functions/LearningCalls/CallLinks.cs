using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls;

/// <summary>The secret address of one coach's page of one call: an HMAC-SHA256 over day and coach, cut to 128 bits, as <see cref="Engagements.CoachPageLinks"/>. Nothing is stored.</summary>
public sealed class CallLinks(IOptions<SiteOptions> site)
{
    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    public Uri UrlOf(DateOnly date, string coachId) => new(site.Value.UrlOf(PathOf(date, coachId)));

    public string PathOf(DateOnly date, string coachId) => $"/calls/{CallRow.Text(date)}/{coachId}/{Signature(_keys[0], date, coachId)}";

    /// <summary>Day and coach if the signature opens them (under any key in force); compared in constant time. Whether the call is still to be seen is for the caller to say.</summary>
    public (DateOnly Date, string CoachId)? Open(string date, string coachId, string signature) =>
        DateOnly.TryParseExact(date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && _keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(key, day, coachId)), Encoding.UTF8.GetBytes(signature)))
            ? (day, coachId)
            : null;

    private static string Signature(byte[] key, DateOnly date, string coachId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"call|{CallRow.Text(date)}|{coachId}")).AsSpan(0, 16));
}
