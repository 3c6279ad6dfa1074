using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Hosting;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests.Guard;

/// <summary>When a form was shown, signed, so that nobody can say it was earlier: Unix seconds, and an HMAC-SHA256 over them, cut to 128 bits. A form may stay open for days.</summary>
public sealed class FormStamps(IOptions<SiteOptions> site, TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(30);

    private readonly IReadOnlyList<byte[]> _keys = site.Value.Keys();

    /// <summary>The stamp that a form carried, as long as it is good: correcting a mistake is quick.</summary>
    public string KeepOrNew(string? stamp) => ShownAt(stamp) is not null ? stamp! : New();

    /// <summary>Null where the stamp is none of ours, or too old.</summary>
    public DateTimeOffset? ShownAt(string? stamp)
    {
        if (stamp is not { Length: < 60 } || stamp.Split('.') is not [var seconds, _] || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) || unix > clock.GetUtcNow().ToUnixTimeSeconds())
            return null;
        var signed = _keys.Aggregate(false, (one, key) => one | CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, seconds)), Encoding.UTF8.GetBytes(stamp)));
        var at = DateTimeOffset.FromUnixTimeSeconds(unix);
        return signed && clock.GetUtcNow() - at < GoodFor ? at : null;
    }

    private string New() => Sign(_keys[0], clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static string Sign(byte[] key, string seconds) => $"{seconds}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("form|" + seconds)).AsSpan(0, 16))}";
}
