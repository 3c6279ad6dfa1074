namespace Arl.Domain.LearningCalls;

/// <summary>The parts of a call's agenda, in the order in which they are told.</summary>
public enum AgendaSection { Resources, Questions, HelpWanted, Story }

/// <summary>One line of an agenda.</summary>
/// <param name="Key">What it is about, the same each time the agenda is built, so that an edit stays with its line: <c>resource_{id}</c>, <c>question_{id}</c>, <c>help_{…}</c>, <c>story_{reference}</c>, <c>own_{id}</c>.</param>
/// <param name="Path">Where it leads on our site, from its root; null where nowhere.</param>
public sealed record AgendaLine(AgendaSection Section, string Key, string Words, string? Path = null);

/// <summary>A line that staff said in other words.</summary>
public sealed record RewordedLine(string Key, string Words);

/// <summary>The good story that staff chose, in words that they have read and confirmed. Nothing of a check-in is shown without it.</summary>
/// <param name="Key">Of the candidate it is about; empty where it is of their own.</param>
public sealed record AgendaStory(string Key, string Words);

/// <summary>What staff changed of an agenda. It wins over whatever is built.</summary>
public sealed record AgendaEdits
{
    public static AgendaEdits None { get; } = new();

    /// <summary>Keys of the lines that are not shown.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public IReadOnlyList<RewordedLine> Reworded { get; init; } = [];

    /// <summary>Lines that staff wrote themselves; they come after the built ones.</summary>
    public IReadOnlyList<AgendaLine> Own { get; init; } = [];

    public AgendaStory? Story { get; init; }
}

/// <summary>
/// The agenda of one call: what the network built from its week, and what staff made of it. It is built again each time somebody looks until the call begins; the edits stay as they are.
/// A line of the section <see cref="AgendaSection.Story"/> is a candidate for staff alone: shown is only the story that they chose and confirmed.
/// </summary>
public sealed record Agenda
{
    public static Agenda Empty { get; } = new();

    /// <summary>As last built.</summary>
    public IReadOnlyList<AgendaLine> Built { get; init; } = [];

    public AgendaEdits Edits { get; init; } = AgendaEdits.None;

    public bool IsEmpty => Enum.GetValues<AgendaSection>().All(section => Of(section).Count == 0);

    /// <summary>The lines that coaches are shown in a section.</summary>
    public IReadOnlyList<AgendaLine> Of(AgendaSection section) =>
        section == AgendaSection.Story
            ? Edits.Story is { } story ? [new(section, story.Key, story.Words)] : []
            : [.. Built.Where(line => line.Section == section && !IsLeftOut(line)).Select(AsShown), .. Edits.Own.Where(line => line.Section == section)];

    public bool IsLeftOut(AgendaLine line) => Edits.LeftOut.Contains(line.Key, StringComparer.Ordinal);

    /// <summary>A built line in the words that are shown.</summary>
    public AgendaLine AsShown(AgendaLine line) => Edits.Reworded.FirstOrDefault(one => one.Key == line.Key) is { } edit ? line with { Words = edit.Words } : line;

    /// <summary>Built anew; what staff changed stays.</summary>
    public Agenda Rebuilt(IReadOnlyList<AgendaLine> built) => this with { Built = built };
}
