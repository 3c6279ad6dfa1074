using System.Globalization;

namespace Arl.Domain;

/// <summary>Words that people type freely, checked.</summary>
internal static class TypedText
{
    /// <summary>Lines as they were typed, without space around them.</summary>
    public static string Text(string field, string typed, int longest, List<Problem> problems)
    {
        var words = typed.Trim().ReplaceLineEndings("\n");
        if (words.Length > longest)
            problems.Add(new(field, $"Please keep this to {InNumbers(longest)} characters; it has {InNumbers(words.Length)}.") { Code = "LongText", Arguments = [InNumbers(longest), InNumbers(words.Length)] });
        else if (words.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            problems.Add(new(field, "This holds characters that are not text. Please type it again.") { Code = "NotText" });
        return words;
    }

    /// <summary>In one line.</summary>
    public static string Line(string field, string typed, int longest, List<Problem> problems) => Text(field, OneLine(typed), longest, problems);

    /// <summary>Unchecked: each run of white space is one space.</summary>
    public static string OneLine(string typed) => string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string InNumbers(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
