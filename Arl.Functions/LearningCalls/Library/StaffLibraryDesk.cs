using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>The staff's pages of the library: the list, and one resource as it is or after a form that could not be done, with what was typed.</summary>
public sealed class StaffLibraryDesk(ResourcesTable resources, CoachNames coaches, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    private const int MostChanges = 50;

    public async Task<IResult> List(CancellationToken cancel)
    {
        var today = zone.DayOf(clock.GetUtcNow());
        var names = await coaches.All(cancel);
        return PageResults.Page<StaffLibraryPage>(new
        {
            Items = (IReadOnlyList<LibraryItem>)[.. (await resources.All(cancel)).OrderBy(resource => resource.State).Select(resource => new LibraryItem(resource, $"/staff/library/{resource.Id}", NameOf(resource, names), resource.UsesInYear(today)))],
            zone.Zone,
            SampleDirectory = await schools.IsSample(cancel),
        });
    }

    /// <param name="tried">What was typed and is wrong; null shows it as it is.</param>
    /// <param name="changed">Somebody changed it since the form was made, so nothing was done.</param>
    public async Task<IResult> One(StoredResource stored, string? done, StaffResource.Tried? tried, CancellationToken cancel, bool changed = false)
    {
        var used = (await resources.All(cancel)).FirstOrDefault(resource => resource.Id == stored.Resource.Id)?.Uses ?? stored.Resource.Uses;
        var history = await resources.History(stored.Resource.Id, MostChanges, cancel);
        var names = await coaches.All(cancel);
        return PageResults.Page<StaffResourcePage>(new
        {
            Model = new StaffResource(
                stored.Resource with { Uses = used },
                stored.Version,
                NameOf(stored.Resource, names),
                [.. history.Select(change => new StaffResource.Change(change.At, names.GetValueOrDefault(change.By, change.By), change.What, change.Why))],
                tried ?? new(TypedResource.Of(stored.Resource), "", []),
                zone.Zone,
                await schools.IsSample(cancel))
            {
                Done = done,
                IsChanged = changed,
            },
        }, changed ? StatusCodes.Status409Conflict : tried is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static string? NameOf(Resource resource, IReadOnlyDictionary<string, string> names) => resource.SharedBy is { } coach ? names.GetValueOrDefault(coach, coach) : null;
}
