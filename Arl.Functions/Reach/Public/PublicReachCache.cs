using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach.Public;

/// <summary>
/// The public figures, as last published: kept in this process for a short while, so that a page is answered from memory. Before the first publication it counts and publishes.
/// </summary>
public sealed class PublicReachCache(PublishedReach published, ReachRecount recount, SchoolDirectorySource schools, IOptions<PublishOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>How old may be what this process shows, after another one has published.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Kept? _kept;

    public async Task<ReachSnapshot> Current(CancellationToken cancel)
    {
        if (InMemory is { } shown)
            return shown;
        await _reading.WaitAsync(cancel);
        try
        {
            return InMemory ?? Keep(await published.Get(cancel) ?? await published.Store(await Recount(cancel), cancel));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>What this process knows or can read at once; null where storage does not answer, or nothing was published yet (a page that can do without shall not wait for a count).</summary>
    public async Task<PublicReach?> AtHand(CancellationToken cancel)
    {
        if (_kept is { } kept && (IsFresh(kept) || _reading.CurrentCount == 0))
            return kept.Snapshot?.Reach;
        try
        {
            if (await published.Get(cancel) is { } reach)
                return Keep(reach).Reach;
            _kept = new(_kept?.Snapshot, clock.GetUtcNow());
        }
        catch (Exception fault) when (StorageFaults.IsUnreachable(fault))
        {
            // What is known is good enough.
        }
        return _kept?.Snapshot?.Reach;
    }

    /// <summary>Counts all again and publishes it.</summary>
    public async Task Publish(CancellationToken cancel) => Keep(await published.Store(await Recount(cancel), cancel));

    public void Dispose() => _reading.Dispose();

    private ReachSnapshot? InMemory => _kept is { } kept && IsFresh(kept) ? kept.Snapshot : null;

    private bool IsFresh(Kept kept) => clock.GetUtcNow() - kept.ReadAt < Fresh;

    /// <summary>Of a moment that has settled, so that it equals every later recount of that moment; the nation's shares are those that the directory says now.</summary>
    private async Task<PublicReach> Recount(CancellationToken cancel)
    {
        var books = await recount.BooksAt(clock.GetUtcNow() - options.Value.Settling, cancel);
        var directory = await schools.CurrentOrEmpty(cancel);
        return PublicReach.Of(books.Figures) with { National = NationalLocales.Of(directory), IsSample = directory.Origin.IsSample };
    }

    /// <summary>What was made of the same figures before is kept with them.</summary>
    private ReachSnapshot Keep(PublicReach reach)
    {
        var snapshot = _kept?.Snapshot is { } made && made.Reach.AsOf == reach.AsOf ? made : new(reach);
        _kept = new(snapshot, clock.GetUtcNow());
        return snapshot;
    }

    /// <param name="Snapshot">Null where nothing was published.</param>
    private sealed record Kept(ReachSnapshot? Snapshot, DateTimeOffset ReadAt);
}
