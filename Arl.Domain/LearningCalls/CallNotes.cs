namespace Arl.Domain.LearningCalls;

/// <summary>What staff wrote down after a call.</summary>
/// <param name="Helped">Who helped whom, as staff say it.</param>
/// <param name="LeftOut">Keys of what coaches said of it that is not told.</param>
/// <param name="SavedAt">When they last saved it; null before the first time.</param>
public sealed record CallNotes(string Words, IReadOnlyList<CoachHelp> Helped, IReadOnlyList<string> LeftOut, DateTimeOffset? SavedAt)
{
    public const int LongestWords = 5_000;

    public static CallNotes None { get; } = new("", [], [], null);

    /// <summary>When its words were saved; null while there are none: that a colleague has noted who helped whom does not say that the notes are written.</summary>
    public DateTimeOffset? NotedAt => Words.Length > 0 ? SavedAt : null;

    public static Result<string> Check(string words)
    {
        var problems = new List<Problem>();
        var text = TypedText.Text("notes", words, LongestWords, problems);
        return problems.Count > 0 ? new Result<string>.Invalid(problems) : new Result<string>.Ok(text);
    }

    /// <summary>What is told: each pair once, staff's words before those of coaches.</summary>
    /// <param name="said">By coaches.</param>
    public IReadOnlyList<CoachHelp> Told(IEnumerable<CoachHelp> said) =>
        [.. Helped.Concat(said.Where(help => !LeftOut.Contains(help.Key, StringComparer.Ordinal)).OrderBy(help => help.Key, StringComparer.Ordinal)).DistinctBy(help => help.Key, StringComparer.Ordinal)];
}
