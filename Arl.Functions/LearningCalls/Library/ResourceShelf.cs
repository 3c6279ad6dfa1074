using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Pages.Engagements;
using Arl.Pages.Introductions;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>What the library has for one request: for its school's introduction, and for the coach's page of it.</summary>
public sealed class ResourceShelf(ResourcesTable resources, LibraryLinks links, NetworkClock zone, TimeProvider clock)
{
    public async Task<IReadOnlyList<OfferedResource>> ForSchool(CoachingRequest request, CancellationToken cancel) =>
        [.. (await For(request, cancel)).Select(resource => new OfferedResource(resource.Title, links.OpenUrlOf(resource.Id), resource.Needs.ToList()))];

    public async Task<IReadOnlyList<CoachResource>> ForCoach(CoachingRequest request, CancellationToken cancel) =>
        [.. (await For(request, cancel)).Select(resource => new CoachResource(resource.Title, links.OpenUrlOf(resource.Id)))];

    private async Task<IReadOnlyList<Resource>> For(CoachingRequest request, CancellationToken cancel) =>
        ResourceChoice.For(await resources.Listed(cancel), request.Needs, request.Place.Levels, zone.DayOf(clock.GetUtcNow()));
}
