namespace Arl.Domain.LearningCalls;

/// <summary>Who helped whom, as somebody said it. Ids of coaches, so that nobody's name outlives them here.</summary>
/// <param name="With">In a few words; empty where nothing was said.</param>
public sealed record CoachHelp(string HelperId, string HelpedId, string With)
{
    /// <summary>Longer is a story, not a thank-you.</summary>
    public const int LongestWith = 140;
}

/// <summary>What staff wrote down after a call.</summary>
/// <param name="SavedAt">When they last saved it; null before the first time.</param>
public sealed record CallNotes(string Words, IReadOnlyList<CoachHelp> Helped, DateTimeOffset? SavedAt)
{
    public const int LongestWords = 5_000;

    public static CallNotes None { get; } = new("", [], null);
}

/// <summary>A question that a coach asks the others. Free text of a person: shown on the agenda, never logged.</summary>
/// <param name="Id">Chosen when the form is shown, so that a form sent twice is one question.</param>
/// <param name="Words">1–500 characters.</param>
public sealed record CallQuestion(string Id, string CoachId, string Words, DateTimeOffset AskedAt)
{
    public const int LongestWords = 500;
}
