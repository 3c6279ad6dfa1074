using Arl.Domain.Reach;
using Arl.Domain.Requests;

namespace Arl.Functions.Reach;

/// <summary>All that figures are made of, as it was at one moment.</summary>
public sealed record ReachBooks(DateTimeOffset At, IReadOnlyList<ServedSchool> Schools, IReadOnlyList<RequestRecord> Requests, ReachBackdrop Backdrop)
{
    public ReachFigures Figures => ReachFigures.Of(Schools, Requests, Backdrop, At);

    public ReachProgress Progress(ReportSpan span, ReportSpan before) => ReachProgress.Of(Schools, Requests, Backdrop, span, before);
}

/// <summary>The figures: a recount of every served school and every request.</summary>
public sealed class ReachCount(ReachTable reach, IRequestCounts requests, ReachBackdrops backdrops, TimeProvider clock)
{
    public async Task<ReachFigures> Now(CancellationToken cancel) => (await BooksNow(cancel)).Figures;

    public async Task<ReachBooks> BooksNow(CancellationToken cancel)
    {
        var asOf = clock.GetUtcNow();
        var (schools, records, backdrop) = (reach.All(cancel), requests.Records(cancel), backdrops.Now(cancel));
        await Task.WhenAll(schools, records, backdrop);
        return new(asOf, await schools, await records, await backdrop);
    }
}
