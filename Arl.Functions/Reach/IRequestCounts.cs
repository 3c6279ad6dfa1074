using Arl.Domain.Introductions;
using Arl.Domain.Reach;
using Arl.Domain.Requests;

namespace Arl.Functions.Reach;

/// <summary>The requests as the reach reports them.</summary>
public interface IRequestCounts
{
    Task<RequestCounts> Count(CancellationToken cancel);

    /// <summary>Every request with all that figures go by.</summary>
    Task<IReadOnlyList<RequestRecord>> Records(CancellationToken cancel);

    /// <summary>How well the 24-hour promise was kept to the requests received in the 12 months up to a moment.</summary>
    Task<PromiseFigures> Promise(DateTimeOffset asOf, CancellationToken cancel);

    /// <summary>How many wait now, and those that have waited longest, at most <paramref name="most"/>: one reading, so that the two agree.</summary>
    Task<WaitingNow> LongestWaiting(int most, CancellationToken cancel);
}
