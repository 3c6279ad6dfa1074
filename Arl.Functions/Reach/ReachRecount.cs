using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Functions.LearningCalls;

namespace Arl.Functions.Reach;

/// <summary>All that figures are made of, as it was at one moment.</summary>
public sealed record ReachBooks(DateTimeOffset At, IReadOnlyList<ServedSchool> Schools, IReadOnlyList<RequestRecord> Requests, LearningRecord Learning, ReachBackdrop Backdrop)
{
    public ReachFigures Figures => ReachFigures.Of(Schools, Requests, Learning, Backdrop, At);

    public ReachProgress Progress(ReportSpan span, ReportSpan before) => ReachProgress.Of(Schools, Requests, Learning, Backdrop, span, before);
}

/// <summary>The figures: a recount of every served school and every request.</summary>
public sealed class ReachRecount(ReachTable reach, IRequestCounts requests, LearningForReach learning, ReachBackdrops backdrops, TimeProvider clock)
{
    /// <summary>What a report stands against is taken from now where its moment is not longer ago.</summary>
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(1);

    public async Task<ReachFigures> Now(CancellationToken cancel) => (await BooksNow(cancel)).Figures;

    public Task<ReachBooks> BooksNow(CancellationToken cancel) => Read(clock.GetUtcNow(), reach.All(cancel), backdrops.Now(cancel), cancel);

    /// <summary>All of it as it was at a moment; for one that is less than two minutes past, what is being written meanwhile may be missing.</summary>
    public Task<ReachBooks> BooksAt(DateTimeOffset moment, CancellationToken cancel) =>
        moment >= clock.GetUtcNow() ? BooksNow(cancel) : Read(moment, reach.AsOf(moment, cancel), backdrops.At(moment, cancel), cancel);

    /// <summary>For a report that is sent: what its figures stand against is kept, so that the same figures can be made again on any later day.</summary>
    public async Task<ReachBooks> Close(DateTimeOffset moment, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - moment > s_recent)
            return await BooksAt(moment, cancel);
        var books = await (moment >= now ? BooksNow(cancel) : Read(moment, reach.AsOf(moment, cancel), backdrops.Now(cancel), cancel));
        var backdrop = books.Backdrop with { At = books.At };
        await backdrops.Keep(backdrop, cancel);
        return books with { Backdrop = backdrop };
    }

    private async Task<ReachBooks> Read(DateTimeOffset at, Task<IReadOnlyList<ServedSchool>> schools, Task<ReachBackdrop> backdrop, CancellationToken cancel)
    {
        var records = requests.Records(cancel);
        var learned = learning.Read(cancel);
        await Task.WhenAll(schools, records, learned, backdrop);
        return new(at, await schools, await records, await learned, await backdrop);
    }
}
