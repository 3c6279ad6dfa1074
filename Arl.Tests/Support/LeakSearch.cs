using System.Text;

namespace Arl.Tests.Support;

/// <summary>Looks for many texts in many lines at once: by the first word of each, so that a line costs a look-up for each of its words.</summary>
internal sealed class LeakSearch
{
    /// <summary>Enough of a long text to know it by.</summary>
    private const int Longest = 40;

    private readonly Dictionary<string, List<KeyValuePair<string, string>>> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="texts">Each with what it is.</param>
    public LeakSearch(IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var text in texts)
        {
            var word = text.Key[..Word(text.Key, 0)];
            if (!_byFirstWord.TryGetValue(word, out var same))
                _byFirstWord[word] = same = [];
            same.Add(text);
        }
    }

    /// <summary>A single short word is in many a line that means nobody: an address, two words or a number of seven digits tells of somebody.</summary>
    public static bool Tells(string text) =>
        Beginning(text) is { Length: > 5 } begins && Word(begins, 0) > 0 && (begins.Contains('@', StringComparison.Ordinal) || begins.Count(char.IsAsciiDigit) >= 7 || begins.Trim().Contains(' ', StringComparison.Ordinal));

    /// <summary>What is looked for: from the first letter or digit on, no more than tells it.</summary>
    public static string Beginning(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
            start++;
        return text[start..Math.Min(text.Length, start + Longest)].TrimEnd();
    }

    /// <summary>The same for lines that differ in ids and long numbers alone. A number of a telephone's length stays.</summary>
    public static string Masked(string line)
    {
        var masked = new StringBuilder(line.Length);
        foreach (var word in line.Split(' '))
            masked.Append(masked.Length == 0 ? "" : " ").Append(IsId(word) ? "#" : word);
        return masked.ToString();
    }

    /// <summary>Category, kind and line of each that holds one; the line, not the text, is enough to find it.</summary>
    /// <param name="lines">Each with its category.</param>
    public IEnumerable<string> In(IEnumerable<KeyValuePair<string, string>> lines) =>
        from line in lines from kind in Kinds(line.Key).Distinct(StringComparer.Ordinal) select $"{line.Value}: {kind} in “{(line.Key.Length > 400 ? line.Key[..400] : line.Key)}”";

    private IEnumerable<string> Kinds(string line)
    {
        for (var start = 0; start < line.Length; start++)
        {
            if (!char.IsLetterOrDigit(line[start]) || (start > 0 && char.IsLetterOrDigit(line[start - 1])))
                continue;
            if (!_byFirstWord.TryGetValue(line[start..Word(line, start)], out var texts))
                continue;
            foreach (var text in texts)
                if (string.Compare(line, start, text.Key, 0, text.Key.Length, StringComparison.OrdinalIgnoreCase) == 0)
                    yield return text.Value;
        }
    }

    /// <summary>Where the word ends that begins there.</summary>
    private static int Word(string text, int start)
    {
        while (start < text.Length && char.IsLetterOrDigit(text[start]))
            start++;
        return start;
    }

    private static bool IsId(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or ',') && word.Any(char.IsAsciiDigit) && (word.Any(char.IsLetter) || word.Length > 11);
}
