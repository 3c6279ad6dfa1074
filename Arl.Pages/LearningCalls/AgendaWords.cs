using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>The agenda's headings, the same in emails and on pages.</summary>
internal static class AgendaWords
{
    public static string Of(AgendaSection section) => section switch
    {
        AgendaSection.Resources => "New in the library",
        AgendaSection.Questions => "Questions from coaches",
        AgendaSection.HelpWanted => "Who can help?",
        _ => "A good story",
    };

    /// <summary>What the lines of a section are, where that is not plain; empty where it is.</summary>
    public static string About(AgendaSection section) => section == AgendaSection.HelpWanted ? "Schools wait for a coach, and nobody covers what they ask for. Do you, or do you know someone?" : "";

    /// <summary>The sections that have something to show, in order.</summary>
    public static IEnumerable<AgendaSection> Shown(Agenda agenda) => Enum.GetValues<AgendaSection>().Where(section => agenda.Of(section).Count > 0);
}
