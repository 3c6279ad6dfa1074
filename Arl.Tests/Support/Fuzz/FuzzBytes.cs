using System.Globalization;
using System.Text;

namespace Arl.Tests.Support.Fuzz;

/// <summary>Bytes made worse: flipped, cut, doubled, moved, and with pieces in them that no text may hold.</summary>
internal static class FuzzBytes
{
    private static readonly byte[][] s_pieces =
    [
        [0], [0, 0, 0, 0], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC0, 0xAF], [0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0x80], [0xC3], [0xE2, 0x82], [0x1A], [0x1B, (byte)'[', (byte)'3', (byte)'1', (byte)'m'], [0x0D], [0x0A], [0x0D, 0x0A], [0x0A, 0x0D], [0x0B], [0x0C], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0x7F],
        .. new[] { "\"", "\"\"", "'", ",", ";", ",,,,,,,,", "{", "}", "[", "]", "[]", "{}", ":", "\\", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u", "%", "%00", "%FF", "%u0041", "%ED%A0%80", "&", "=", "&&==", "+", "null", "true", "-0", "1e999", "-1e-999", "0x10", "NaN", "Infinity", "99999999999999999999999999", "=cmd|'/c'!A0", "<!--", "]]>", "\u202e", "\u200b", "𝕏", "İ", "ﬃ", "e\u0301\u0301\u0301" }.Select(Encoding.UTF8.GetBytes),
    ];

    public static byte[] Worse(byte[] sample, FuzzChance chance)
    {
        var bytes = sample;
        for (var times = 1 + chance.Next(4); times > 0; times--)
            bytes = Once(bytes, chance);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, FuzzChance chance)
    {
        var at = chance.Next(bytes.Length + 1);
        var length = Math.Min(chance.Next(1 + Math.Min(bytes.Length, 64)), bytes.Length - at);
        return chance.Next(12) switch
        {
            0 => bytes[..at],
            1 => bytes[at..],
            2 => [.. bytes[..at], .. bytes[(at + length)..]],
            3 => [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes.AsSpan(at, length), .. bytes[at..]],
            4 => [.. bytes[..at], .. Many(chance.Of(s_pieces), chance), .. bytes[at..]],
            5 => Number(bytes, chance),
            6 => [.. bytes[at..], .. bytes[..at]],
            7 => Flipped(bytes, at, (byte)(1 << chance.Next(8))),
            8 => Flipped(bytes, at, (byte)chance.Next(256)),
            9 => LineEnds(bytes, chance),
            _ => [.. bytes[..at], .. chance.Of(s_pieces), .. bytes[(at + length)..]],
        };
    }

    /// <summary>Nested or repeated deep: as many times as no careless reader bears, and no longer than a body may be.</summary>
    private static byte[] Many(byte[] piece, FuzzChance chance)
    {
        var times = chance.Of([2, 10, 100, 1_000, 10_000]);
        var many = new byte[piece.Length * Math.Min(times, 100_000 / piece.Length)];
        for (var at = 0; at < many.Length; at += piece.Length)
            piece.CopyTo(many, at);
        return many;
    }

    private static byte[] Flipped(byte[] bytes, int at, byte by)
    {
        if (at == bytes.Length)
            return bytes;
        byte[] flipped = [.. bytes];
        flipped[at] ^= by;
        return flipped;
    }

    /// <summary>Some number in it becomes another, mostly a huge one.</summary>
    private static byte[] Number(byte[] bytes, FuzzChance chance)
    {
        var from = Array.FindIndex(bytes, chance.Next(bytes.Length + 1), IsDigit);
        if (from < 0)
            return bytes;
        var to = Array.FindIndex(bytes, from, one => !IsDigit(one));
        var number = chance.Of(["0", "-1", "1", "2147483648", "4294967296", "9223372036854775808", "-9223372036854775809", "1e309", "0.1", "00", chance.Next(100_000).ToString(CultureInfo.InvariantCulture), new string('9', 400)]);
        return [.. bytes[..from], .. Encoding.ASCII.GetBytes(number), .. to < 0 ? [] : bytes[to..]];
    }

    private static byte[] LineEnds(byte[] bytes, FuzzChance chance)
    {
        byte[][] ends = [[13, 10], [13], [10], [10, 10], [13, 13, 10]];
        return [.. bytes.SelectMany(one => one == 10 ? chance.Of(ends) : [one])];
    }

    private static bool IsDigit(byte one) => one is >= (byte)'0' and <= (byte)'9';
}
