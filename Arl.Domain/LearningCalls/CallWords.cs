using System.Globalization;

namespace Arl.Domain.LearningCalls;

/// <summary>What people type around a call, checked.</summary>
internal static class CallWords
{
    /// <summary>Lines as they were typed, without space around them.</summary>
    public static string Text(string field, string typed, int longest, List<Problem> problems)
    {
        var words = typed.Trim().ReplaceLineEndings("\n");
        if (words.Length > longest)
            problems.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Please keep this to {longest:N0} characters; it has {words.Length:N0}.")));
        else if (words.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            problems.Add(new(field, "This holds characters that are not text. Please type it again."));
        return words;
    }

    /// <summary>In one line.</summary>
    public static string Line(string field, string typed, int longest, List<Problem> problems) =>
        Text(field, string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), longest, problems);
}
