using System.Globalization;
using Arl.Domain;
using Arl.Domain.Schools;
using Arl.Functions.Schools;
using Arl.Pages.Requests;

namespace Arl.Functions.Requests;

/// <summary>What the form page shows again: everything typed, and the schools and districts that the search or the choice brings.</summary>
public sealed class FormSearch(SchoolDirectorySource schools)
{
    internal async Task<AskForHelp> Fill(FormFields typed, CancellationToken cancel)
    {
        var directory = await schools.CurrentOrEmpty(cancel);
        var found = Found(typed, directory);
        return new()
        {
            Form = typed.Form,
            FirstNeed = typed.FirstNeed,
            Typed = typed.Typed,
            Search = typed.Search,
            SearchState = typed.SearchState,
            Chosen = typed.Place.Length > 0 ? typed.Place : found is [var only] ? only.Choice : "",
            Found = found,
            Searched = typed.Search.Length > 0,
            SearchedByEnter = typed.EnterFinds,
            DistrictSchools = typed.Do == "schools" || typed.Form.SchoolIds.Count > 0 ? SchoolsOf(typed, directory) : [],
            Key = typed.Key,
            SampleDirectory = directory.Origin.IsSample,
        };
    }

    private static List<PlaceFound> Found(FormFields typed, SchoolDirectory directory)
    {
        if (typed.Search.Length == 0)
            return [];
        UsState? state = UsState.TryParse(typed.SearchState, out var known) ? known : null;
        return
        [
            .. directory.Search(typed.Search, state, limit: 8).Select(Describe),
            .. directory.SearchDistricts(typed.Search, state, limit: 4).Select(Describe),
        ];
    }

    private static PlaceFound Describe(School school) => new($"school:{school.Id}", school.Name,
        $"{school.City}, {school.State} · {school.DistrictName}{(school.Students is { } students ? " · " + InWords.Count(students, "student") : "")}");

    private static PlaceFound Describe(District district) => new($"district:{district.Id}", district.Name,
        string.Create(CultureInfo.InvariantCulture, $"The whole district or some of its schools · {district.State} · {InWords.Count(district.Schools, "school")}"));

    private static List<PlaceFound> SchoolsOf(FormFields typed, SchoolDirectory directory) =>
        LeaId.TryParse(typed.Form.DistrictId, out var id)
            ? [.. directory.SchoolsOf(id).Select(school => new PlaceFound(school.Id.ToString(), school.Name, school.City))]
            : [];
}
