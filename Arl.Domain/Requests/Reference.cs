using System.Diagnostics.CodeAnalysis;

namespace Arl.Domain.Requests;

/// <summary>
/// A request's public reference, e.g. <c>ARL-7K3F-9QZ2</c>: seven free characters and a check character over an alphabet of 31 without the look-alikes 0 O 1 I L.
/// The check is a weighted sum modulo the prime 31, so that every single wrong character and every swap of two characters is seen.
/// It says nothing about the request; knowing it opens nothing.
/// </summary>
public sealed record Reference
{
    /// <summary>31 characters: a prime, so that the check character catches every swap.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private Reference(string code) => Code = code;

    /// <summary>The eight characters without prefix and dashes.</summary>
    public string Code { get; }

    /// <summary>The partition of the storage that holds the request: its first character.</summary>
    public char Shard => Code[0];

    /// <param name="shard">0 to 30: where equal requests meet (see <c>Fingerprint</c>).</param>
    /// <param name="random">Any number; six characters (31^6 ≈ 887 million) are drawn from it.</param>
    public static Reference Create(int shard, ulong random)
    {
        Span<char> code = stackalloc char[8];
        code[0] = Alphabet[shard];
        for (var i = 1; i < 7; i++, random /= 31)
            code[i] = Alphabet[(int)(random % 31)];
        code[7] = Check(code[..7]);
        return new(code.ToString());
    }

    /// <summary>Reads it as people type it: any case, with or without prefix, dashes and spaces.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Reference? reference)
    {
        reference = null;
        if (text is null or { Length: > 40 })
            return false;
        var code = string.Concat(text.ToUpperInvariant().Where(c => c is not ('-' or ' ')));
        if (code.StartsWith("ARL", StringComparison.Ordinal) && code.Length == 11)
            code = code[3..];
        if (code.Length != 8 || code.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)) || Check(code.AsSpan(0, 7)) != code[7])
            return false;
        reference = new(code);
        return true;
    }

    /// <exception cref="FormatException">Not a reference, or mistyped.</exception>
    public static Reference Parse(string text) => TryParse(text, out var reference) ? reference : throw new FormatException("Not a request reference.");

    public override string ToString() => $"ARL-{Code[..4]}-{Code[4..]}";

    /// <summary>Weights 1 to 7, all different and none a multiple of 31.</summary>
    private static char Check(ReadOnlySpan<char> free)
    {
        var sum = 0;
        for (var i = 0; i < free.Length; i++)
            sum += (i + 1) * Alphabet.IndexOf(free[i], StringComparison.Ordinal);
        return Alphabet[sum % 31];
    }
}
