using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Arl.Pages.Emails;

/// <summary>An email's subject: one line without control characters, however it was put together.</summary>
public static class SubjectLine
{
    /// <summary>In UTF-16 characters; a longer one ends in an ellipsis.</summary>
    public const int MaxLength = 150;

    public static string Clean(string text)
    {
        var line = CleanText.OneLine(text).Replace("=?", "= ?", StringComparison.Ordinal); // Else a mail program would decode it (RFC 2047).
        return line.Length <= MaxLength ? line : CleanText.Cut(line, MaxLength - 1).TrimEnd() + "…";
    }
}

/// <summary>Takes out of people's text what could act rather than be read.</summary>
public static partial class CleanText
{
    /// <summary>Without control characters, lone surrogates and the marks that turn the direction of the text round; line breaks and other white space become one space.</summary>
    public static string OneLine(string text) => White().Replace(Visible(text), " ").Trim();

    /// <summary>The longest start of at most <paramref name="length"/> characters that splits no letter from its accents, nor an emoji.</summary>
    internal static string Cut(string text, int length)
    {
        var end = 0;
        for (int next; end < text.Length && (next = end + StringInfo.GetNextTextElementLength(text, end)) <= length;)
            end = next;
        return text[..end];
    }

    /// <summary>The encoder writes every letter beyond ASCII as a number, which no HTML needs and which makes rows up to eight times as long: these are letters again.</summary>
    internal static string ReadableHtml(string html) => EncodedLetter().Replace(html, number =>
    {
        var rune = new Rune(int.Parse(number.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        if (rune.Value is <= 0xA0 && !Rune.IsControl(rune))
            return number.Value;
        return IsVisible(rune) ? rune.ToString() : Rune.IsWhiteSpace(rune) ? " " : "";
    });

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsWhiteSpace(rune) || IsVisible(rune))
                visible.Append(rune.ToString());
        return visible.ToString();
    }

    private static bool IsVisible(Rune rune) =>
        !Rune.IsControl(rune) && rune.Value is not (0xFFFD or 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFEFF);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex White();

    [GeneratedRegex("&#x(?<code>[0-9A-F]{1,6});", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex EncodedLetter();
}
