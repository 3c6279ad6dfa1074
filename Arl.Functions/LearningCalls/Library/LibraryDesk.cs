using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.LearningCalls.Library;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>The library as one coach has it open.</summary>
public sealed record OpenedLibrary(string CoachId, string Path);

/// <summary>The coach's page of the library: what is in it, and the form to share something.</summary>
public sealed class LibraryDesk(LibraryLinks links, CoachesTable coaches, CoachNames coachNames, ResourcesTable resources, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock, CoachDoor door)
{
    public Task<IResult> Enter(HttpRequest http, string coachId, string until, string signature, Func<OpenedLibrary, Task<IResult>> then, CancellationToken cancel) =>
        door.Enter(http, "library", () => Open(coachId, until, signature, cancel), then);

    /// <param name="search">Null where nothing was asked for: then all is shown.</param>
    /// <param name="form">What was typed of something to share, with what is wrong with it; null is an empty form.</param>
    public async Task<IResult> Page(OpenedLibrary opened, LibrarySearch? search, LibraryPageModel.ShareForm? form, string? said, CancellationToken cancel)
    {
        var all = await resources.All(cancel);
        var today = zone.DayOf(clock.GetUtcNow());
        var asked = search ?? LibrarySearch.Nothing;
        var found = new ResourceSearch(Need.Find(asked.Need)?.Id, ResourceRules.LevelOf(asked.Level), asked.Words).In(all.Where(resource => resource.State == ResourceState.Listed), today);
        var names = await coachNames.All(cancel);
        return PageResults.Page<LibraryPage>(new
        {
            Model = new LibraryPageModel(
                opened.Path,
                asked,
                [.. found.Take(LibraryPageModel.MostShown).Select(resource => Item(resource, names, today))],
                found.Count,
                [.. all.Where(resource => resource.SharedBy == opened.CoachId && resource.State != ResourceState.Listed).Select(resource => Item(resource, names, today))],
                form ?? new(FormKey.New(), TypedResource.Nothing, []),
                said,
                await schools.IsSample(cancel)),
        }, form?.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<OpenedLibrary?> Open(string coachId, string until, string signature, CancellationToken cancel) =>
        links.Open(coachId, until, signature) is { } day && await coaches.Get(coachId, cancel) is { Load.Coach.Active: true } ? new(coachId, links.PathOf(coachId, day)) : null;

    private static LibraryItem Item(Resource resource, IReadOnlyDictionary<string, string> names, DateOnly today) =>
        new(resource, resource.State == ResourceState.Listed ? LibraryLinks.OpenPathOf(resource.Id) : null, resource.SharedBy is { } coach ? names.GetValueOrDefault(coach) : null, resource.UsesInYear(today));
}
