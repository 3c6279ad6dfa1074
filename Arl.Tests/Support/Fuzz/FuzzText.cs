using System.Globalization;
using System.Text;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Values that a field may hold and nobody thought of, and texts made worse.</summary>
internal static class FuzzText
{
    private static readonly string[] s_values =
    [
        "", " ", "\t", "\r\n", "\n", "\0", "a\0b", "\ud800", "\udc00x", "x\ud83d", "𝕏", "e\u0301", "\u202etxt", "\u200b", "\u0085", "\u2028", "\ufeff", "\uffff", "İı", "ß", "ﬃ", "é", "日本語", "مرحبا",
        "../../etc/passwd", "..\\..\\windows", "a/b", "a\\b", "a#b", "a?b", "a%b", "%00", "%ff", "%2e%2e%2f", "' or 1=1 --", "\" or \"\"=\"", "<script>alert(1)</script>", "{{7*7}}", "${jndi:x}", "=1+1", "@SUM(A1)", "+1", "-1", "*", ";", "|", "a|b|c",
        "0", "00", "-0", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999999", "1e400", "0.1", "1,000", "NaN", "Infinity", "٣", "0x10", "true", "false", "null", "undefined", "[]", "{}",
        "2027-01-15", "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "20270115", "2027-01-15T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2000-01-01", "2199-12-31",
        "a@b", "a@b.example", "@", "a@@b", "\"a b\"@c.example", "a@[127.0.0.1]", "a@b.example\r\nBcc: c@d.example", "a@ü.example", "a@b.example,c@d.example", "<a@b.example>", "http://a.example", "https://a.example/\u0000", "javascript:alert(1)", "//evil.example", "data:,x",
        "ARL-7K3F-9QZ2", "ARL-0000-0000", "ARL-", "arl-7k3f-9qz2", "359000100001", "3590001", "000000000000", "school:359000100001", "school:", "district:3590001", "district:x:y", "typed", "NM", "nm", "ZZ", "es", "en", "xx", "english", "43", "99", "yes", "no",
        "find", "send", "enter", "schools", "change", "check", "retry", "drop", "resume", "accept", "met", "complete", "session", "pause", "undo", "repair", "best", "both", "coaches", "served", "waiting", "oldest", "need",
    ];

    private static readonly int[] s_lengths = [60, 61, 100, 101, 200, 201, 255, 256, 300, 301, 1_024, 2_000, 2_001, 5_000, 32_768, 33_000, 70_000];

    public static string Any(FuzzChance chance) => chance.OneIn(12)
        ? string.Concat(Enumerable.Repeat(chance.Of(["a", "9", " ", "é", "𝕏", "\u0301", "<", "%", "\"", "a;", "\n"]), chance.Of(s_lengths)))
        : chance.Of(s_values);

    /// <summary>A value that is right, made worse a little, or another altogether.</summary>
    public static string Worse(string right, FuzzChance chance) => chance.Next(4) switch
    {
        0 => Any(chance),
        1 => right + Any(chance),
        2 => Any(chance) + right,
        _ => OneCharacter(right, chance),
    };

    /// <summary>As <see cref="Worse"/>, but what is worse is never what was right.</summary>
    public static string Other(string right, FuzzChance chance)
    {
        var other = chance.OneIn(2) ? OneCharacter(right, chance) : Worse(right, chance);
        return other == right ? right + "x" : other;
    }

    private static string OneCharacter(string right, FuzzChance chance)
    {
        if (right.Length == 0)
            return Any(chance);
        var at = chance.Next(right.Length);
        return chance.Next(6) switch
        {
            0 => right[..at],
            1 => right[..at] + right[(at + 1)..],
            2 => right[..at] + right[at] + right[at..],
            3 => right[..at] + (char.IsUpper(right[at]) ? char.ToLowerInvariant(right[at]) : char.ToUpperInvariant(right[at])) + right[(at + 1)..],
            4 => right[..at] + (char)(right[at] ^ (1 << chance.Next(16))) + right[(at + 1)..],
            _ => right[..at] + (char)chance.Next(0x180) + right[(at + 1)..],
        };
    }

    /// <summary>As a browser encodes it, or almost.</summary>
    public static string Encoded(string text, FuzzChance chance)
    {
        if (chance.OneIn(20))
            return Ascii(text);
        var encoded = new StringBuilder();
        foreach (var one in chance.OneIn(10) ? FuzzBytes.Worse(Encoding.UTF8.GetBytes(text), chance) : Encoding.UTF8.GetBytes(text))
            encoded.Append(char.IsAsciiLetterOrDigit((char)one) ? ((char)one).ToString() : one == ' ' ? "+" : "%" + one.ToString("X2", CultureInfo.InvariantCulture));
        return encoded.ToString();
    }

    /// <summary>What may stand in a request's line or header: no server passes on the rest.</summary>
    public static string Ascii(string text) => string.Concat(text.Select(one => one is > ' ' and < '\u007f' and not '#' ? one : '_'));

    public static string Header(string text) => string.Concat(text.Where(one => one is not ('\0' or '\r' or '\n') && !char.IsSurrogate(one)));
}
