using System.Collections.Concurrent;
using Arl.Domain.Requests;

namespace Arl.Functions.Requests;

/// <summary>
/// Requests as this process wrote them last, for its own next step, which mostly follows within a second: it is spared the read. Each is handed out once, and the oldest
/// are forgotten; who writes with one that is no longer true fails on its ETag and reads.
/// </summary>
internal sealed class JustWritten
{
    /// <summary>A few kilobytes each.</summary>
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<Reference, StoredRequest> _known = new();
    private readonly ConcurrentQueue<Reference> _order = new();

    public void Remember(StoredRequest written)
    {
        _known[written.Request.Reference] = written with { IsOwnWrite = true };
        _order.Enqueue(written.Request.Reference);
        while (_order.Count > Most && _order.TryDequeue(out var oldest))
            _known.TryRemove(oldest, out _);
    }

    public StoredRequest? Take(Reference reference) => _known.TryRemove(reference, out var written) ? written : null;
}
