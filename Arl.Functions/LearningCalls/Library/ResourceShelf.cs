using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Arl.Pages.Engagements;
using Arl.Pages.Introductions;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>What the library has for one request: for its school's introduction, and for the coach's page of it. Neither waits for a library that cannot be read, or fails because of it: then it has nothing.</summary>
public sealed partial class ResourceShelf(ResourcesTable resources, LibraryLinks links, NetworkClock zone, TimeProvider clock, ILogger<ResourceShelf> log)
{
    /// <summary>So long an introduction may still name what was just withdrawn: reading the library for each would be a seventh of all its calls to storage.</summary>
    public static readonly TimeSpan CopyIsGoodFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private Copy? _copy;

    public async Task<IReadOnlyList<OfferedResource>> ForSchool(CoachingRequest request, CancellationToken cancel) =>
        [.. (await For(request, cancel)).Select(resource => new OfferedResource(resource.Title, links.OpenUrlOf(resource.Id), resource.Needs.ToList()))];

    public async Task<IReadOnlyList<CoachResource>> ForCoach(CoachingRequest request, CancellationToken cancel) =>
        [.. (await For(request, cancel)).Select(resource => new CoachResource(resource.Title, links.OpenUrlOf(resource.Id)))];

    private async Task<IReadOnlyList<Resource>> For(CoachingRequest request, CancellationToken cancel) =>
        ResourceChoice.For(await Listed(request.Reference, cancel), request.Needs, request.Place.Levels, zone.DayOf(clock.GetUtcNow()));

    private async Task<IReadOnlyList<Resource>> Listed(Reference reference, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_copy is { } copy && now < copy.AsOf + CopyIsGoodFor)
            return copy.Resources;
        try
        {
            var read = await resources.Listed(cancel).WaitAsync(s_patience, cancel);
            _copy = new(read, now);
            return read;
        }
        catch (Exception fault) when (fault is TimeoutException || StorageFaults.IsOne(fault, cancel))
        {
            NotRead(reference.ToString(), fault.GetType().Name);
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The library could not be read for {Reference}, which was told of nothing: {Fault}.")]
    private partial void NotRead(string reference, string fault);

    private sealed record Copy(IReadOnlyList<Resource> Resources, DateTimeOffset AsOf);
}
