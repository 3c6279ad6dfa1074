using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Schools;
using Microsoft.Extensions.Localization;

namespace Arl.Pages.Requests;

/// <summary>Schools and districts as the form says them: where they are, and what we know of them already.</summary>
public static class PlaceWords
{
    /// <summary><c>Gallup, NM · Gallup-McKinley · 412 students</c>; <c>The whole district or some of its schools · NM · 12 schools</c>.</summary>
    public static string Detail(IStringLocalizer<FormTexts> texts, PlaceFound place) => string.Join(" · ", new[]
    {
        place.Schools is null ? null : texts["Place.District"].Value,
        place.Where,
        place.Schools is { } schools ? Count(schools, texts["Place.School"], texts["Place.Schools"]) : null,
        place.Schools is null && place.Students is { } students ? Count(students, texts["Place.Student"], texts["Place.Students"]) : null,
    }.OfType<string>());

    /// <summary>What the directory tells of a school and need not be asked, a fact a line; what it does not know is left out.</summary>
    public static IReadOnlyList<string> Known(IStringLocalizer<FormTexts> texts, IStringLocalizer<ListsTexts> lists, School school) =>
    [
        .. new[]
        {
            $"{school.City}, {lists.Name(school.State)}",
            school.DistrictName,
            school.Level is { } level && texts[$"Level.{level}"] is { ResourceNotFound: false } words ? words.Value : null,
            school.Students is { } students ? Count(students, texts["Place.Student"], texts["Place.Students"]) : null,
            school.Locale is { } locale ? texts[$"Locale.{locale.Type}"].Value : null,
            school.Charter is true ? texts["Known.Charter"].Value : null,
            school.TitleI is true ? texts["Known.TitleI"].Value : null,
        }.OfType<string>(),
    ];

    /// <summary><c>1,515 schools, 939,988 students, 38 states</c>.</summary>
    public static string Reach(IStringLocalizer<FormTexts> texts, PublicReach reach) => string.Join(", ", new[]
    {
        Count(reach.Schools ?? 0, texts["Place.School"], texts["Place.Schools"]),
        Count(reach.Students ?? 0, texts["Place.Student"], texts["Place.Students"]),
        reach.StateCount is { } states ? Count(states, texts["Place.State"], texts["Place.States"]) : null,
    }.OfType<string>());

    private static string Count(long number, string one, string many) => InWords.Count(number, one, many); // Spanish as it is written in the United States: 1,515.
}
