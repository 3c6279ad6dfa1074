using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Requests;

/// <summary>Marks the names of what stands in lists of the domain (needs, languages, states) for the localizer. Their English is the domain's own.</summary>
public sealed class ListsTexts;

/// <summary>What stands in lists of the domain, in the reader's language.</summary>
public static class ListWords
{
    public static string Need(this IStringLocalizer<ListsTexts> texts, string id) => texts[$"Need.{Domain.Requests.Need.Find(id)!.Id}"];

    public static string NeedDescription(this IStringLocalizer<ListsTexts> texts, string id) => texts[$"NeedDescription.{Domain.Requests.Need.Find(id)!.Id}"];

    public static IReadOnlyList<string> Needs(this IStringLocalizer<ListsTexts> texts, IEnumerable<string> ids) => [.. ids.Select(texts.Need)];

    public static string Name(this IStringLocalizer<ListsTexts> texts, Language language) => texts[$"Language.{language.Tag}"];

    public static string Name(this IStringLocalizer<ListsTexts> texts, UsState state) => texts[$"State.{state.Code}"];

    /// <summary>Beside the word for a school: <c>rural</c>, <c>de zona rural</c>.</summary>
    public static string Of(this IStringLocalizer<ListsTexts> texts, LocaleType place) => texts[$"Place.{place}"];
}
