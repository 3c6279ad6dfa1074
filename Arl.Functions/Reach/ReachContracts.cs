using Arl.Domain.Introductions;
using Arl.Domain.Reach;
using Arl.Domain.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach;

/// <summary>Queue message of <c>count-reach</c>: this request was introduced, so its schools are served.</summary>
public sealed record ReachDue(string Reference) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Reference;
}

/// <summary>The schools that an introduced request serves.</summary>
public sealed record ServedRequest(string Reference, IReadOnlyList<ServedSchool> Schools);

/// <summary>What the requests owe to the reach.</summary>
public interface IServedRequests
{
    /// <summary>Null where nothing is owed: counted already, or not introduced.</summary>
    Task<ServedRequest?> Get(string reference, CancellationToken cancel);

    /// <summary>Its schools stand in the reach: the outbox row may go. Called again harmlessly.</summary>
    Task Counted(ServedRequest request, CancellationToken cancel);
}

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

/// <summary>The coaches' calls and their library, as the reach reports them.</summary>
public interface ILearningRecords
{
    Task<LearningRecord> Read(CancellationToken cancel);
}

/// <summary>The coaches' room, summed by organization.</summary>
public interface IPlacesFree
{
    Task<IReadOnlyList<OrganizationPlaces>> ByOrganization(CancellationToken cancel);
}
