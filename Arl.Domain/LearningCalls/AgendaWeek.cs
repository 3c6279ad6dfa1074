namespace Arl.Domain.LearningCalls;

/// <summary>A resource that the coaches have been shown since the last call.</summary>
/// <param name="Path">Where it is opened, from the site's root.</param>
public sealed record NewResource(string Id, string Title, string Path);

/// <summary>What a call's agenda is built from.</summary>
public sealed record AgendaWeek(IReadOnlyList<NewResource> Resources, IReadOnlyList<CallQuestion> Questions, IReadOnlyList<HelpWanted> Help, IReadOnlyList<GoodStory> Stories)
{
    /// <summary>Longer lists are read by nobody; the library and the page of unmet needs have them all.</summary>
    public const int MostResources = 10;
    public const int MostHelp = 5;

    /// <summary>The same week builds the same lines with the same keys, in whatever order it is told.</summary>
    public IReadOnlyList<AgendaLine> Build() =>
    [
        .. Resources.OrderBy(resource => resource.Title, StringComparer.OrdinalIgnoreCase).ThenBy(resource => resource.Id, StringComparer.Ordinal).Take(MostResources)
            .Select(resource => new AgendaLine(AgendaSection.Resources, $"resource_{resource.Id}", resource.Title, resource.Path)),
        .. Questions.OrderBy(question => question.AskedAt).ThenBy(question => question.Id, StringComparer.Ordinal)
            .Select(question => new AgendaLine(AgendaSection.Questions, question.LineKey, question.Words)),
        .. Help.OrderBy(help => help.WaitingSince).ThenBy(help => help.Key, StringComparer.Ordinal).Take(MostHelp)
            .Select(help => new AgendaLine(AgendaSection.HelpWanted, help.Key, help.Words)),
        .. Stories.Take(GoodStory.Most).Select(story => new AgendaLine(AgendaSection.Story, story.Key, story.Draft)),
    ];
}
