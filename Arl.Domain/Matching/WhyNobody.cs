using Arl.Domain.Coaches;
using Arl.Domain.Requests;

namespace Arl.Domain.Matching;

/// <summary>Why a request waits, and what would end it, in words.</summary>
public static class WhyNobody
{
    /// <summary>One sentence for the school and for staff, e.g. "No coach with room covers multilingual learners in New Mexico: 3 coaches do, all full."</summary>
    public static string Because(Ask ask, IReadOnlyCollection<CoachLoad> coaches)
    {
        var broken = coaches.Select(load => CoachRules.FirstBroken(ask, load.Coach)).ToList();
        var needs = InWords.List([.. ask.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or");
        var inLanguage = ask.Languages.Count == 0 ? "" : $" in {Languages(ask)}";
        return broken.Count(rule => rule is null) switch
        {
            1 => $"No coach with room covers {needs} in {ask.State.Name}{inLanguage}: one coach does, and is full.",
            > 1 and var full => $"No coach with room covers {needs} in {ask.State.Name}{inLanguage}: {InWords.Number(full)} coaches do, all full.",
            _ => broken.Max() switch
            {
                null => "There are no coaches yet.",
                CoachRule.Active => "No coach is active.",
                CoachRule.Needs => $"No coach covers {needs}.",
                CoachRule.State => $"No coach who covers {needs} serves {ask.State.Name}.",
                CoachRule.Level => $"No coach who covers {needs} in {ask.State.Name} serves schools of this level.",
                CoachRule.Language => $"No coach who covers {needs} in {ask.State.Name} works in {Languages(ask)}.",
                CoachRule.OwnSchool => $"Every coach who covers {needs} in {ask.State.Name} is on the school's own staff.",
                _ => "Every coach who fits has handed this request back.",
            },
        };
    }

    /// <summary>For staff: what would end the wait, each a sentence that is true by itself; the first is the nearest. Empty only where there are no coaches.</summary>
    public static IReadOnlyList<string> WouldUnblock(Ask ask, IReadOnlyCollection<CoachLoad> coaches)
    {
        var lines = new List<string>();
        var full = coaches.Where(load => load.Free == 0 && CoachRules.MayCoach(ask, load.Coach)).ToList();
        if (full.Count > 0)
            lines.Add($"A free place with one of {InWords.Count(full.Count, "coach who fits and is full", "coaches who fit and are full")}: {Organizations(full)}.");
        foreach (var (rule, near) in coaches.GroupBy(load => CoachRules.OnlyBroken(ask, load.Coach)).Where(group => group.Key is not null).OrderBy(group => group.Key)
            .Select(group => (group.Key!.Value, group.ToList())))
            lines.Add($"{InWords.Line(Near(ask, rule, near.Count))}: {Organizations(near)}.");
        return lines;
    }

    private static string Near(Ask ask, CoachRule rule, int count)
    {
        var would = InWords.Count(count, "coach", "coaches") + " would fit if ";
        return rule switch
        {
            CoachRule.Active => would + (count == 1 ? "set active" : "one was set active"),
            CoachRule.Needs => would + $"{They(count)} covered {InWords.List([.. ask.Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or")}",
            CoachRule.State => would + $"{They(count)} served {ask.State.Name}",
            CoachRule.Level => would + $"{They(count)} served schools of this level",
            CoachRule.Language => would + $"{They(count)} worked in {Languages(ask)}",
            CoachRule.OwnSchool => $"{InWords.Count(count, "coach is", "coaches are")} on the school's own staff, or so their email domain says",
            _ => $"{InWords.Count(count, "coach has", "coaches have")} handed this request back",
        };
    }

    private static string They(int count) => count == 1 ? "the coach" : "one of them";

    private static string Languages(Ask ask) => InWords.List([.. ask.Languages.Select(language => language.Name)], "or");

    /// <summary><c>Learning Partners (2), Bright Harbor (1)</c>.</summary>
    private static string Organizations(IEnumerable<CoachLoad> coaches) =>
        string.Join(", ", coaches.CountBy(load => load.Coach.Organization, StringComparer.Ordinal).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key} ({InWords.Number(one.Value)})"));
}
