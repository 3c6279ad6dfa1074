using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Arl.Pages.Emails;

/// <summary>
/// The marks with which blocks frame their words in the text medium. They are written as raw control characters, while the framework encodes
/// every control character of a value (<c>&amp;#x1;</c>): so no text of a person can ever make one.
/// </summary>
public static class TextMark
{
    internal const char BlockEnd = '\u0001', LineEnd = '\u0002', IsBullet = '\u0003', IsQuote = '\u0004', IsTitle = '\u0005', IsHeading = '\u0006', IsRule = '\u000E';

    /// <summary>A blank line follows.</summary>
    public static readonly MarkupString Block = new($"{BlockEnd}");
    public static readonly MarkupString Line = new($"{LineEnd}");
    public static readonly MarkupString Bullet = new($"{IsBullet}");
    public static readonly MarkupString Quote = new($"{IsQuote}");
    public static readonly MarkupString Title = new($"{IsTitle}");
    public static readonly MarkupString Heading = new($"{IsHeading}");
    public static readonly MarkupString Rule = new($"{IsRule}{LineEnd}");
}

/// <summary>Makes readable plain text of what the blocks rendered in the text medium.</summary>
internal static partial class PlainText
{
    private const int Width = 78;

    public static string From(string markup)
    {
        var text = new StringBuilder();
        foreach (var block in WithoutTags(markup).Split(TextMark.BlockEnd))
        {
            var lines = block.Split(TextMark.LineEnd).SelectMany(Lines).ToList();
            if (lines.All(string.IsNullOrWhiteSpace))
                continue;
            text.Append(text.Length > 0 ? "\n" : "").AppendJoin('\n', lines).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Tags are ours: those in people's text are encoded at this point.</summary>
    private static string WithoutTags(string markup) => Tag().Replace(Break().Replace(markup, $"{TextMark.LineEnd}"), "");

    private static IEnumerable<string> Lines(string marked)
    {
        var mark = marked.FirstOrDefault(c => c is >= TextMark.IsBullet and <= TextMark.IsHeading or TextMark.IsRule);
        var words = CleanText.OneLine(WebUtility.HtmlDecode(string.Concat(marked.Where(c => c is >= ' ' or '\n' or '\r' or '\t'))));
        return mark switch
        {
            TextMark.IsBullet => Wrapped(words, "- ", "  "),
            TextMark.IsQuote => Wrapped(words, "> ", "> "),
            TextMark.IsTitle => Underlined(words, '='),
            TextMark.IsHeading => Underlined(words, '-'),
            TextMark.IsRule => ["-- "],
            _ => words.Length == 0 ? [] : Wrapped(words, "", ""),
        };
    }

    /// <summary>Breaks at spaces only, so that an address of a page stays whole however long it is.</summary>
    private static List<string> Wrapped(string words, string first, string rest)
    {
        List<string> lines = [];
        var line = new StringBuilder(first);
        var empty = line.Length;
        foreach (var word in words.Split(' '))
        {
            if (line.Length > empty && line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                empty = line.Clear().Append(rest).Length;
            }
            line.Append(line.Length > empty ? " " : "").Append(word);
        }
        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    private static IEnumerable<string> Underlined(string words, char with)
    {
        var lines = Wrapped(words, "", "");
        return [.. lines, new string(with, lines.Max(line => new StringInfo(line).LengthInTextElements))];
    }

    [GeneratedRegex(@"<br\s*/?>", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Break();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tag();
}
