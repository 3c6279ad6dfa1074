using System.Globalization;

namespace Arl.Domain.LearningCalls;

/// <summary>What staff typed into the form of an agenda.</summary>
/// <param name="LeftOut">Keys of the built lines whose box is ticked.</param>
/// <param name="Questions">Each question with the words in its field.</param>
/// <param name="Own">Of each section the lines that staff wrote themselves, one a line.</param>
/// <param name="StoryKey">Of the candidate chosen; empty where none.</param>
/// <param name="StoryConfirmed">Whether they say that these words may be told.</param>
public sealed record AgendaTyped(IReadOnlyList<string> LeftOut, IReadOnlyList<RewordedLine> Questions, IReadOnlyDictionary<AgendaSection, string> Own, string StoryKey, string StoryWords, bool StoryConfirmed)
{
    public const int LongestLine = 300;
    public const int MostLines = 10;
    public const int LongestStory = 600;

    public static string FieldOf(AgendaSection section) => "own" + section;

    /// <param name="built">The lines that the form showed or that have come since: an edit of any other is dropped, but for those that were made before.</param>
    /// <param name="before">The edits in force.</param>
    public Result<AgendaEdits> Check(IReadOnlyList<AgendaLine> built, AgendaEdits before)
    {
        var problems = new List<Problem>();
        var keys = built.Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        var edits = new AgendaEdits
        {
            LeftOut = [.. before.LeftOut.Where(key => !keys.Contains(key)), .. LeftOut.Where(keys.Contains).Distinct(StringComparer.Ordinal)],
            Reworded = [.. before.Reworded.Where(line => !keys.Contains(line.Key)), .. built.SelectMany(line => Reworded(line, problems))],
            Own = [.. Own.OrderBy(one => one.Key).SelectMany(one => OwnLines(one.Key, one.Value, problems))],
            Story = Story(built, problems),
        };
        return problems.Count > 0 ? new Result<AgendaEdits>.Invalid(problems) : new Result<AgendaEdits>.Ok(edits);
    }

    private IEnumerable<RewordedLine> Reworded(AgendaLine line, List<Problem> problems)
    {
        if (line.Section != AgendaSection.Questions || Questions.FirstOrDefault(one => one.Key == line.Key) is not { } typed)
            return [];
        var words = TypedText.Line("questions", typed.Words, CallQuestion.LongestWords, problems);
        return words.Length == 0 || words == line.Words ? [] : [new(line.Key, words)];
    }

    private static IEnumerable<AgendaLine> OwnLines(AgendaSection section, string typed, List<Problem> problems)
    {
        var lines = typed.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > MostLines)
            problems.Add(new(FieldOf(section), $"Please keep this to {MostLines} lines."));
        return [.. lines.Take(MostLines).Select((line, at) => new AgendaLine(section, string.Create(CultureInfo.InvariantCulture, $"own_{section}_{at + 1}"), TypedText.Line(FieldOf(section), line, LongestLine, problems)))];
    }

    private AgendaStory? Story(IReadOnlyList<AgendaLine> built, List<Problem> problems)
    {
        var candidate = built.FirstOrDefault(line => line.Section == AgendaSection.Story && line.Key == StoryKey);
        var typed = TypedText.Line("storyWords", StoryWords, LongestStory, problems);
        var words = typed.Length > 0 ? typed : candidate?.Words ?? "";
        if (words.Length == 0)
            return null;
        if (!StoryConfirmed)
            problems.Add(new("storyConfirmed", "Confirm that the story may be told in these words, or take it out."));
        return new(candidate?.Key ?? StoryKey, words);
    }
}
