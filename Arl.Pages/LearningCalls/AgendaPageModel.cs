using Arl.Domain;
using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <param name="AskedBy">Of each question, by its key, the coach's name.</param>
/// <param name="Typed">What was typed and not saved; null: what is saved.</param>
/// <param name="Changed">A colleague saved it meanwhile.</param>
public sealed record AgendaPageModel(CallHead Call, Agenda Agenda, string Version, IReadOnlyDictionary<string, string> AskedBy, AgendaTyped? Typed, IReadOnlyList<Problem> Problems, bool Saved, bool Changed)
{
    public IEnumerable<AgendaLine> Built(AgendaSection section) => Agenda.Built.Where(line => line.Section == section);

    public bool IsShown(AgendaLine line) => Typed is { } typed ? !typed.LeftOut.Contains(line.Key, StringComparer.Ordinal) : !Agenda.IsLeftOut(line);

    /// <summary>A question as it stands in its field.</summary>
    public string WordsOf(AgendaLine line) => Typed?.Questions.FirstOrDefault(one => one.Key == line.Key)?.Words ?? Agenda.AsShown(line).Words;

    public string Own(AgendaSection section) => Typed?.Own.GetValueOrDefault(section) ?? string.Join('\n', Agenda.Edits.Own.Where(line => line.Section == section).Select(line => line.Words));

    public string StoryKey => Typed?.StoryKey ?? Agenda.Edits.Story?.Key ?? "";

    public string StoryWords => Typed?.StoryWords ?? Agenda.Edits.Story?.Words ?? "";

    public bool StoryConfirmed => Typed?.StoryConfirmed ?? Agenda.Edits.Story is not null;

    /// <summary>The request that a candidate for the story is about.</summary>
    public static string ReferenceOf(AgendaLine story) => story.Key["story_".Length..];
}
