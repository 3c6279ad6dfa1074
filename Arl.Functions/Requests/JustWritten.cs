using System.Collections.Concurrent;
using Arl.Domain.Requests;

namespace Arl.Functions.Requests;

/// <summary>
/// Requests as this process wrote them last, for its own next step, which mostly follows within a second: it is spared the read. Each is handed out once; what is older than a minute, and the oldest of many,
/// is not handed out and is forgotten with the next one that is written, since they name people. Who writes with one that is no longer true fails on its ETag and reads.
/// </summary>
internal sealed class JustWritten(TimeProvider clock)
{
    /// <summary>A few kilobytes each.</summary>
    private const int Most = 1_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Reference, (StoredRequest Request, long At)> _known = new();
    private readonly ConcurrentQueue<(Reference Reference, long At)> _order = new();

    public void Remember(StoredRequest written)
    {
        var now = clock.GetTimestamp();
        _known[written.Request.Reference] = (written with { IsOwnWrite = true }, now);
        _order.Enqueue((written.Request.Reference, now));
        while (_order.TryPeek(out var oldest) && (_order.Count > Most || IsOld(oldest.At)) && _order.TryDequeue(out oldest))
            if (_known.TryGetValue(oldest.Reference, out var known) && known.At <= oldest.At)
                _known.TryRemove(KeyValuePair.Create(oldest.Reference, known));
    }

    public StoredRequest? Take(Reference reference) => _known.TryRemove(reference, out var written) && !IsOld(written.At) ? written.Request : null;

    private bool IsOld(long at) => clock.GetElapsedTime(at) > s_longest;
}
