using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Pages.Layout;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Requests;

/// <summary>A form that could be sent as it is, in words for who filled it in.</summary>
/// <param name="Fields">Everything that the form said, as a browser posts it; a name may come several times.</param>
/// <param name="Known">What the directory tells of the school, so that it is shown and not asked.</param>
/// <param name="Needs">Their ids.</param>
/// <param name="Contact">A line each: name and role, email, phone.</param>
public sealed record CheckedAnswers(
    IReadOnlyList<(string Name, string Value)> Fields, string PlaceName, IReadOnlyList<string> Known, IReadOnlyList<string> Needs, string Goals, IReadOnlyList<Language> Languages, DateOnly? StartBy, string Contact, bool SampleDirectory)
{
    /// <summary>Under attack the browser shows by a little work that somebody sits before it.</summary>
    public bool AsksProof { get; init; }

    /// <summary>The domain that the contact may have meant by one much like it; null where there is none.</summary>
    public string? MeantDomain { get; init; }

    /// <param name="fields">As they were posted.</param>
    public static CheckedAnswers Of(CheckedRequest asked, IReadOnlyList<(string Name, string Value)> fields, SchoolDirectory directory, IStringLocalizer<FormTexts> texts, IStringLocalizer<ListsTexts> lists) => new(
        fields,
        asked.Place.Name,
        KnownOf(asked.Place, directory, texts, lists),
        asked.Needs,
        asked.Goals,
        [.. asked.Languages.Where(language => language != Language.English)],
        asked.StartBy,
        string.Join('\n', new[] { $"{asked.Contact.Name}, {asked.Contact.Role}", asked.Contact.Email.Value, asked.Contact.Phone }.OfType<string>().Where(line => line.Length > 0)),
        directory.Origin.IsSample);

    private static IReadOnlyList<string> KnownOf(RequestedPlace place, SchoolDirectory directory, IStringLocalizer<FormTexts> texts, IStringLocalizer<ListsTexts> lists) => place.Kind switch
    {
        PlaceKind.School when directory.Find(place.SchoolIds[0]) is { } school => PlaceWords.Known(texts, lists, school),
        PlaceKind.District => [lists.Name(place.State), InWords.Count(place.SchoolCount, texts["Place.School"], texts["Place.Schools"])],
        _ => [],
    };
}
