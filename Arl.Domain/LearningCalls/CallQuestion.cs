namespace Arl.Domain.LearningCalls;

/// <summary>A question that a coach asks the others. Free text of a person: shown on the agenda, never logged.</summary>
/// <param name="Id">Chosen when the form is shown, so that a form sent twice is one question.</param>
/// <param name="Words">1–500 characters, one line.</param>
public sealed record CallQuestion(string Id, string CoachId, string Words, DateTimeOffset AskedAt)
{
    public const int LongestWords = 500;

    /// <summary>What one coach may ask for one call: more leaves no time for the others.</summary>
    public const int Most = 3;

    private const int LongestId = 64;

    /// <summary>Of its line on the agenda.</summary>
    public string LineKey => "question_" + Id;

    public static Result<CallQuestion> Check(string id, string coachId, string words, DateTimeOffset now)
    {
        var problems = new List<Problem>();
        var line = TypedText.Line("question", words, LongestWords, problems);
        if (line.Length == 0 || id.Length is 0 or > LongestId || !id.All(char.IsAsciiLetterOrDigit))
            problems.Add(new("question", "Write your question."));
        return problems.Count > 0 ? new Result<CallQuestion>.Invalid(problems) : new Result<CallQuestion>.Ok(new(id, coachId, line, now));
    }

    public override string ToString() => $"question {Id}";
}
