using Arl.Domain.LearningCalls.Library;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>Looks at links a week after the last look, a few in each run, so that however many there are none waits long. Beside itself, late or twice, each look counts once: what was found is written only where nobody has written meanwhile.</summary>
public sealed partial class LinkChecker(ResourcesTable resources, ResourceFiles files, LinkLook look, TimeProvider clock, ILogger<LinkChecker> log)
{
    /// <summary>In one run, at most.</summary>
    public const int Most = 60;
    private const int AtOnce = 10; // With 20 seconds for each at most two minutes in all.

    public async Task Run(CancellationToken cancel)
    {
        var all = await resources.All(cancel);
        var due = LinkChecks.Due(all, clock.GetUtcNow(), Most);
        var failed = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (resource, stop) =>
        {
            if (!await Look(resource, stop))
                Interlocked.Increment(ref failed);
        });
        if (due.Count > 0)
            Looked(due.Count, failed);
        await files.ThrowAwayUnnamed(all.Where(resource => resource.File is not null).Select(resource => resource.File!.Blob).ToHashSet(StringComparer.Ordinal), clock.GetUtcNow(), cancel);
    }

    private async Task<bool> Look(Resource resource, CancellationToken cancel)
    {
        var works = await look.Works(resource.Link!, cancel);
        if (await resources.Get(resource.Id, cancel) is { } now && now.Resource.Link == resource.Link && now.Resource.LinkState == resource.LinkState)
            await resources.Keep(now, resource.LinkState.Looked(works, clock.GetUtcNow()), cancel);
        return works;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Looked at {Links} links of the library; {Failed} led nowhere.")]
    private partial void Looked(int links, int failed);
}
