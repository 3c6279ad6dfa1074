using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Pages.Layout;
using Arl.Pages.Requests;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Introductions;

/// <summary>Why this coach, in the words of the school's reader.</summary>
public static class ReasonWords
{
    public static IReadOnlyList<string> ForSchool(this IStringLocalizer<IntroductionsTexts> texts, IStringLocalizer<ListsTexts> lists, Match match) => match.Reasons.Facts switch
    {
        { Count: > 0 } facts => [.. facts.Select(fact => Of(fact, texts, lists))],
        _ when ReaderCulture.Now == Language.English => [.. match.Reasons.ForSchool.Select(InWords.Line)],
        _ => [.. match.Covered.Select(need => texts["Reason.CoversNeed", InWords.MidSentence(lists.Need(need))].Value)], // Made before reasons were kept as facts.
    };

    private static string Of(MatchReason fact, IStringLocalizer<IntroductionsTexts> texts, IStringLocalizer<ListsTexts> lists) => fact.Kind switch
    {
        ReasonKind.TeamChose => texts["Reason.TeamChose"],
        ReasonKind.Covers => Covers(fact, texts, lists),
        ReasonKind.District => texts["Reason.District"],
        ReasonKind.CoachedPlaces when fact.Count == 1 => texts["Reason.CoachedOne", lists.Of(fact.Place!.Value)],
        ReasonKind.CoachedPlaces => texts["Reason.CoachedMany", Count(fact.Count), lists.Of(fact.Place!.Value)],
        ReasonKind.KnowsPlaces => texts["Reason.KnowsPlaces", lists.Of(fact.Place!.Value)],
        ReasonKind.Language => texts["Reason.Language", lists.Name(fact.Language!.Value)],
        _ => texts["Reason.TimeZone"],
    };

    private static string Covers(MatchReason fact, IStringLocalizer<IntroductionsTexts> texts, IStringLocalizer<ListsTexts> lists)
    {
        var names = fact.Needs.Select(id => InWords.MidSentence(lists.Need(id))).ToList();
        var asked = InWords.Number(fact.Asked, ReaderCulture.Now);
        return (names.Count, fact.Asked) switch
        {
            (1, 1) => texts["Reason.CoversOnly", names[0]],
            (1, _) => texts["Reason.CoversOneOf", names[0], asked],
            (2, 2) => texts["Reason.CoversBoth"],
            _ when names.Count == fact.Asked => texts["Reason.CoversAll", asked],
            _ => texts["Reason.CoversSome", InWords.Number(names.Count, ReaderCulture.Now), asked, string.Join(", ", names)],
        };
    }

    private static string Count(int number) => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
