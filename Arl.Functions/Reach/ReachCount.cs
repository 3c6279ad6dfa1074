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
    /// <summary>What a report stands against is taken from now where its moment is not longer ago.</summary>
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(1);

    public async Task<ReachFigures> Now(CancellationToken cancel) => (await BooksNow(cancel)).Figures;

    public async Task<ReachBooks> BooksNow(CancellationToken cancel)
    {
        var asOf = clock.GetUtcNow();
        var (schools, records, backdrop) = (reach.All(cancel), requests.Records(cancel), backdrops.Now(cancel));
        await Task.WhenAll(schools, records, backdrop);
        return new(asOf, await schools, await records, await backdrop);
    }

    /// <summary>All of it as it was at a moment; for one that is less than two minutes past, what is being written meanwhile may be missing.</summary>
    public async Task<ReachBooks> BooksAt(DateTimeOffset moment, CancellationToken cancel)
    {
        if (moment >= clock.GetUtcNow())
            return await BooksNow(cancel);
        var (schools, records, backdrop) = (reach.AsOf(moment, cancel), requests.Records(cancel), backdrops.At(moment, cancel));
        await Task.WhenAll(schools, records, backdrop);
        return new(moment, await schools, await records, await backdrop);
    }

    /// <summary>For a report that is sent: what its figures stand against is kept, so that the same figures can be made again on any later day.</summary>
    public async Task<ReachBooks> Close(DateTimeOffset moment, CancellationToken cancel)
    {
        var books = await BooksAt(moment, cancel);
        if (clock.GetUtcNow() - books.At > s_recent)
            return books;
        var backdrop = (await backdrops.Now(cancel)) with { At = books.At };
        await backdrops.Keep(backdrop, cancel);
        return books with { Backdrop = backdrop };
    }
}
