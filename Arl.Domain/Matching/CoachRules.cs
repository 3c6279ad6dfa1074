using Arl.Domain.Coaches;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>The hard rules, in the order in which they are told; room is another question.</summary>
public enum CoachRule { Active, Needs, State, Level, Language, OwnSchool, HandedBack }

/// <summary>Which hard rule keeps a coach from a request.</summary>
public static class CoachRules
{
    /// <summary>While staff pause a request nobody may; where they chose a coach, that one alone, whatever other rule stands against it.</summary>
    public static bool MayCoach(Ask ask, Coach coach) =>
        ask.PausedUntil is null && (ask.PreferredCoachId is { } chosen ? coach.Id == chosen && coach.Active : FirstBroken(ask, coach) is null);

    /// <summary>Every rule that is broken, in order: what staff overrule when they choose this coach.</summary>
    public static IReadOnlyList<CoachRule> Broken(Ask ask, Coach coach) => [.. Enum.GetValues<CoachRule>().Where(rule => !Keeps(rule, ask, coach))];

    /// <summary>The first broken rule; null where none is.</summary>
    public static CoachRule? FirstBroken(Ask ask, Coach coach)
    {
        foreach (var rule in Enum.GetValues<CoachRule>())
        {
            if (!Keeps(rule, ask, coach))
                return rule;
        }
        return null;
    }

    /// <summary>The only rule that is broken; null where none is, or several.</summary>
    public static CoachRule? OnlyBroken(Ask ask, Coach coach)
    {
        var broken = Enum.GetValues<CoachRule>().Where(rule => !Keeps(rule, ask, coach)).Take(2).ToList();
        return broken.Count == 1 ? broken[0] : null;
    }

    /// <summary>A clause about the coach, for staff, e.g. "does not serve New Mexico".</summary>
    public static string InWords(this CoachRule rule, Ask ask) => rule switch
    {
        CoachRule.Active => "is not active",
        CoachRule.Needs => "covers none of the needs",
        CoachRule.State => $"does not serve {ask.State.Name}",
        CoachRule.Level => "does not serve schools of this level",
        CoachRule.Language => $"does not work in {Domain.InWords.List([.. ask.Languages.Select(language => language.Name)], "or")}",
        CoachRule.OwnSchool => "is on the school's own staff",
        _ => "had this request before",
    };

    private static bool Keeps(CoachRule rule, Ask ask, Coach coach) => rule switch
    {
        CoachRule.Active => coach.Active,
        CoachRule.Needs => ask.Needs.Any(coach.Needs.Contains),
        CoachRule.State => coach.States.Count == 0 || coach.States.Contains(ask.State),
        CoachRule.Level => ServesLevels(ask, coach),
        CoachRule.Language => ask.Languages.Count == 0 || coach.Languages.Count == 0 || ask.Languages.Any(coach.Languages.Contains),
        CoachRule.OwnSchool => !coach.NotForOwnDomain || !string.Equals(coach.Email.Domain, ask.EmailDomain, StringComparison.OrdinalIgnoreCase),
        _ => !ask.ExcludedCoaches.Contains(coach.Id),
    };

    /// <summary>A place needs one level that the coach serves; a level that is unknown, ungraded or other is no obstacle.</summary>
    private static bool ServesLevels(Ask ask, Coach coach) =>
        coach.Levels.Count == 0 || IsAnyLevel(ask) || ask.Levels.SelectMany(LevelsThatServe).Any(coach.Levels.Contains);

    internal static bool IsAnyLevel(Ask ask) => ask.Levels.Count == 0 || ask.Levels.Any(level => level is SchoolLevel.Ungraded or SchoolLevel.Other);

    /// <summary>Secondary (grades 7–12) is served by who serves middle or high schools.</summary>
    internal static SchoolLevel[] LevelsThatServe(SchoolLevel level) => Serve[(int)level];

    private static readonly SchoolLevel[][] Serve =
        [.. Enum.GetValues<SchoolLevel>().Select(level => level == SchoolLevel.Secondary ? new[] { level, SchoolLevel.Middle, SchoolLevel.High } : [level])];
}
