using System.Globalization;
using System.Text;

namespace Arl.Domain.Schools;

/// <summary>
/// How text is compared in a search: lower case, without accents (Unicode compatibility decomposition, marks dropped), letters and digits only.
/// An apostrophe joins (<c>O'Brien</c> is <c>obrien</c>, as NCES itself writes many names); every other sign parts words.
/// Stored inside the directory's format: raise <see cref="SchoolDirectoryFormat.Version"/> when a rule here changes.
/// </summary>
public static class Folding
{
    /// <summary>The folded words of the text, joined by single spaces; empty where it has none.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var parted = false;
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (parted && folded.Length > 0)
                    folded.Append(' ');
                parted = false;
                folded.Append(Plain(Rune.ToLowerInvariant(rune)));
            }
            else if (!Joins(rune))
            {
                parted = true;
            }
        }
        return folded.ToString();
    }

    /// <summary>The folded words, in order.</summary>
    public static string[] Words(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // A lone half of a surrogate pair cannot be normalized; enumerating runes replaces it by U+FFFD first.
    private static string Decomposed(string text) =>
        Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD);

    private static bool Joins(Rune rune) => rune.Value is '\'' or '`' or 0x2018 or 0x2019 or 0x02BB or 0x02BC or 0x00B4
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    // Letters that Unicode does not decompose, but that people type without their stroke.
    private static string Plain(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        _ => rune.ToString(),
    };
}
