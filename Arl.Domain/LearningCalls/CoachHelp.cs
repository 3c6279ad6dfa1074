namespace Arl.Domain.LearningCalls;

/// <summary>Who helped whom, as somebody said it. Ids of coaches, so that nobody's name outlives them here.</summary>
/// <param name="With">In a few words of a person; empty where nothing was said.</param>
public sealed record CoachHelp(string HelperId, string HelpedId, string With)
{
    /// <summary>Longer is a story, not a thank-you.</summary>
    public const int LongestWith = 140;

    /// <summary>Whom one coach may thank after one call.</summary>
    public const int Most = 5;

    public string Key => $"{HelpedId}_{HelperId}";

    /// <param name="isKnown">Whether there is a coach of that id.</param>
    /// <param name="field">What the fields' names start with: <c>{field}helper</c>, <c>{field}helped</c>, <c>{field}with</c>.</param>
    public static Result<CoachHelp> Check(string helperId, string helpedId, string with, Predicate<string> isKnown, string field = "")
    {
        var problems = new List<Problem>();
        if (!isKnown(helperId))
            problems.Add(new(field + "helper", "Choose who helped."));
        if (!isKnown(helpedId))
            problems.Add(new(field + "helped", "Choose who was helped."));
        else if (helperId == helpedId)
            problems.Add(new(field + "helper", "Choose somebody else: nobody helps themselves."));
        var words = TypedText.Line(field + "with", with, LongestWith, problems);
        return problems.Count > 0 ? new Result<CoachHelp>.Invalid(problems) : new Result<CoachHelp>.Ok(new(helperId, helpedId, words));
    }

    /// <summary><c>Jo Reyes helped Ana Diaz: with a plan for family nights</c>; null where one of the two is no coach of the network any more.</summary>
    /// <param name="nameOf">Null where there is no coach of that id.</param>
    public string? InWords(Func<string, string?> nameOf) =>
        nameOf(HelperId) is { } helper && nameOf(HelpedId) is { } helped ? $"{helper} helped {helped}{(With.Length == 0 ? "" : $": {With}")}" : null;

    public override string ToString() => $"{HelperId} helped {HelpedId}";
}
