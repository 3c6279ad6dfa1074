using Arl.Domain.Requests;

namespace Arl.Domain.Reach;

/// <summary>How many requests are in each state now; each request is in exactly one.</summary>
public sealed record RequestCounts(int Received, int Waiting, int Matched, int Introduced, int Coaching, int Completed, int Withdrawn)
{
    public static RequestCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static RequestCounts At(IEnumerable<RequestRecord> requests, DateTimeOffset moment) =>
        Of(requests.Select(request => request.StateAt(moment)).OfType<RequestState>().CountBy(state => state).ToDictionary());

    public static RequestCounts Of(IReadOnlyDictionary<RequestState, int> counts)
    {
        int In(RequestState state) => counts.GetValueOrDefault(state);
        return new(In(RequestState.Received), In(RequestState.Waiting), In(RequestState.Matched), In(RequestState.Introduced), In(RequestState.Coaching), In(RequestState.Completed), In(RequestState.Withdrawn));
    }

    /// <summary>Every request ever received.</summary>
    public int Total => Received + Waiting + Matched + Introduced + Coaching + Completed + Withdrawn;
}
