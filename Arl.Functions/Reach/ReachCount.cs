using Arl.Domain.Reach;

namespace Arl.Functions.Reach;

/// <summary>The figures as they are now: a recount of every served school and request.</summary>
public sealed class ReachCount(ReachTable reach, IRequestCounts requests, TimeProvider clock)
{
    public async Task<ReachFigures> Now(CancellationToken cancel) => (await WithSchools(cancel)).Figures;

    /// <summary>The same, with the schools that were counted.</summary>
    public async Task<(ReachFigures Figures, IReadOnlyList<ServedSchool> Schools)> WithSchools(CancellationToken cancel)
    {
        var asOf = clock.GetUtcNow();
        var counts = requests.Count(cancel);
        var schools = reach.All(cancel);
        var promise = requests.Promise(asOf, cancel);
        await Task.WhenAll(counts, schools, promise);
        return (ReachFigures.Of(await schools, await counts, asOf) with { Promise = await promise }, await schools);
    }
}
