using System.Globalization;
using Arl.Domain;
using Arl.Domain.Schools;
using Arl.Pages.Requests;

namespace Arl.Functions.Requests;

/// <summary>Finds the schools and districts that a phrase may mean: for the form's list and for its type-ahead, so that both list the same.</summary>
internal static class PlaceSearch
{
    private const int MostSchools = 8;
    private const int MostDistricts = 4;

    /// <summary>Words that end in a state are looked up in that state first; where that finds nothing (<c>Pines In</c>), as they are.</summary>
    public static IReadOnlyList<PlaceFound> Find(SchoolDirectory directory, string phrase) =>
        phrase.Length == 0 ? []
        : SearchPhrase.WithState(phrase) is var (words, state) && Find(directory, words, state) is { Count: > 0 } there ? there
        : Find(directory, phrase, null);

    public static PlaceFound? Chosen(SchoolDirectory directory, string choice) =>
        choice.Split(':') switch
        {
            ["school", var id] when NcesSchoolId.TryParse(id, out var known) && directory.Find(known) is { } school => Describe(school),
            ["district", var id] when LeaId.TryParse(id, out var known) && directory.Find(known) is { } district => Describe(district),
            _ => null,
        };

    private static List<PlaceFound> Find(SchoolDirectory directory, string words, UsState? state) =>
    [
        .. directory.Search(words, state, MostSchools).Select(Describe),
        .. directory.SearchDistricts(words, state, MostDistricts).Select(Describe),
    ];

    private static PlaceFound Describe(School school) => new($"school:{school.Id}", school.Name, $"{school.City}, {school.State} · {school.DistrictName}") { Students = school.Students };

    private static PlaceFound Describe(District district) => new($"district:{district.Id}", district.Name, string.Create(CultureInfo.InvariantCulture, $"{district.State}")) { Schools = district.Schools, Students = district.Students };
}
