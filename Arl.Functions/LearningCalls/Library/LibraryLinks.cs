using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// The secret address of one coach's page of the library, good until a day that it names itself: an HMAC-SHA256 over both, cut to 128 bits, as <see cref="Engagements.CoachPageLinks"/>. Nothing is stored; each email makes a new one.
/// And the address by which anybody opens one resource, which names it and nobody.
/// </summary>
public sealed class LibraryLinks(IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly TimeSpan StaysOpen = TimeSpan.FromDays(90);
    private const string Day = "yyyyMMdd";
    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    /// <summary>Good from now for <see cref="StaysOpen"/>.</summary>
    public Uri UrlOf(string coachId) => new(site.Value.UrlOf(PathOf(coachId)));

    public string PathOf(string coachId) => PathOf(coachId, Today.AddDays((int)StaysOpen.TotalDays));

    /// <summary>By which a resource is opened.</summary>
    public Uri OpenUrlOf(string resourceId) => new(site.Value.UrlOf(OpenPathOf(resourceId)));

    public static string OpenPathOf(string resourceId) => "/library/open/" + resourceId;

    internal string PathOf(string coachId, DateOnly until) => $"/library/{coachId}/{Text(until)}/{Signature(_keys[0], coachId, until)}";

    /// <summary>The last day, where the signature opens the page (under any key in force; compared in constant time) and the day is not over (UTC). Whether the coach is there is for the caller to say.</summary>
    public DateOnly? Open(string coachId, string until, string signature) =>
        CoachId.IsOne(coachId) && DateOnly.TryParseExact(until, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && _keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(key, coachId, day)), Encoding.UTF8.GetBytes(signature)))
            && day >= Today
            ? day
            : null;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static string Signature(byte[] key, string coachId, DateOnly until) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"library|{coachId}|{Text(until)}")).AsSpan(0, 16));
}
