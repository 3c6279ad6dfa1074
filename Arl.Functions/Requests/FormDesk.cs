using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Schools;
using Arl.Functions.Hosting;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Public;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Schools;
using Arl.Pages.Requests;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Requests;

/// <summary>What the form page shows: a fresh form, or again everything typed and the schools and districts that the search or the choice brings.</summary>
public sealed class FormDesk(SchoolDirectorySource schools, FormStamps stamps, PublicReachCache figures, IOptions<SiteOptions> site)
{
    public async Task<AskForHelp> Fresh(CancellationToken cancel) => new()
    {
        Key = FormKey.New(),
        Stamp = stamps.KeepOrNew(null),
        Url = site.Value.UrlOf("/"),
        SampleDirectory = await schools.IsSample(cancel),
        Reach = await Reach(cancel),
        IsFresh = true,
    };

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
            Chosen = typed.Place.Length > 0 ? typed.Place : found is [var only] ? only.Choice : "",
            Found = found,
            Searched = typed.Search.Length > 0,
            SearchedByEnter = typed.EnterFinds,
            SearchedForNothing = typed.Do == "find" && typed.Search.Length == 0,
            DistrictSchools = typed.Do == "schools" || typed.Form.SchoolIds.Count > 0 ? SchoolsOf(typed, directory) : [],
            Key = typed.Key,
            Stamp = stamps.KeepOrNew(typed.Stamp),
            Url = site.Value.UrlOf("/"),
            SampleDirectory = directory.Origin.IsSample,
            Reach = await Reach(cancel),
        };
    }

    /// <summary>The line is pleasant and no more: while the figures cannot be read the form goes without.</summary>
    private async Task<PublicReach?> Reach(CancellationToken cancel) => await figures.AtHand(cancel) is { IsTooSmall: false, Schools: > 0 } reach ? reach : null;

    /// <summary>What was chosen stays in sight, whatever else is looked for since.</summary>
    private static IReadOnlyList<PlaceFound> Found(FormFields typed, SchoolDirectory directory)
    {
        var found = PlaceSearch.Find(directory, typed.Search);
        return found.Any(place => place.Choice == typed.Place) || PlaceSearch.Chosen(directory, typed.Place) is not { } chosen || typed.EnterFinds || typed.Do == "find" ? found : [chosen, .. found];
    }

    private static List<PlaceFound> SchoolsOf(FormFields typed, SchoolDirectory directory) =>
        LeaId.TryParse(typed.Form.DistrictId, out var id)
            ? [.. directory.SchoolsOf(id).Select(school => new PlaceFound(school.Id.ToString(), school.Name, school.City))]
            : [];
}
