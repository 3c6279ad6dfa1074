using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;

namespace Arl.Domain.LearningCalls;

/// <summary>
/// A call for help: requests that wait because no coach at all may take them, however much room there is. It says need, state, level and language, never which school asks.
/// Those alike are one; a request that staff paused or gave to a certain coach calls for nobody, nor does one whose coaches are only full.
/// </summary>
/// <param name="Needs">Ids, the most important first.</param>
/// <param name="WaitingSince">Of the one that waits longest.</param>
public sealed record HelpWanted(IReadOnlyList<string> Needs, UsState State, IReadOnlyList<SchoolLevel> Levels, IReadOnlyList<Language> Languages, int Requests, DateTimeOffset WaitingSince)
{
    /// <summary>The longest wait first.</summary>
    public static IReadOnlyList<HelpWanted> Of(IEnumerable<Ask> waiting, IReadOnlyCollection<Coach> coaches) =>
    [
        .. waiting.Where(ask => NobodyMay(ask, coaches)).GroupBy(KeyOf, StringComparer.Ordinal)
            .Select(alike => Of([.. alike])).OrderBy(help => help.WaitingSince).ThenBy(help => help.Key, StringComparer.Ordinal),
    ];

    public string Key => KeyOf(Needs, State, Levels, Languages);

    /// <summary><c>Family engagement or attendance · New Mexico · elementary · in Spanish: 2 requests wait</c>.</summary>
    public string Words
    {
        get
        {
            string[] parts =
            [
                InWords.Line(InWords.List([.. Needs.Select(id => InWords.MidSentence(Need.Find(id)?.Name ?? id))], "or")),
                State.Name,
                InWords.List([.. Levels.Select(level => InWords.MidSentence(UnmetWords.Level(level)))]),
                Languages.Count == 0 ? "" : $"in {InWords.List([.. Languages.Select(language => language.Name)], "or")}",
            ];
            return $"{string.Join(" · ", parts.Where(part => part.Length > 0))}: {InWords.Count(Requests, "request waits", "requests wait")}";
        }
    }

    /// <summary>A rule about the one school (its own staff, who had it before) is no gap that another coach could not fill by covering the need.</summary>
    private static bool NobodyMay(Ask ask, IReadOnlyCollection<Coach> coaches) =>
        ask is { PausedUntil: null, PreferredCoachId: null } && coaches.All(coach => CoachRules.FirstBroken(ask, coach) is not (null or CoachRule.OwnSchool or CoachRule.HandedBack));

    private static HelpWanted Of(IReadOnlyList<Ask> alike)
    {
        var one = alike[0];
        return new(one.Needs, one.State, [.. one.Levels.Order()], [.. one.Languages.OrderBy(language => language.Tag, StringComparer.Ordinal)], alike.Count, alike.Min(ask => ask.ReceivedAt));
    }

    private static string KeyOf(Ask ask) => KeyOf(ask.Needs, ask.State, ask.Levels, ask.Languages);

    private static string KeyOf(IEnumerable<string> needs, UsState state, IEnumerable<SchoolLevel> levels, IEnumerable<Language> languages) =>
        $"help_{state.Code}_{string.Join('+', levels.Order().Select(InWords.Id))}_{string.Join('+', needs.Order(StringComparer.Ordinal))}_{string.Join('+', languages.Select(language => language.Tag).Order(StringComparer.Ordinal))}";
}
