using Arl.Domain.Introductions;
using Arl.Domain.Schools;

namespace Arl.Domain.Requests;

/// <summary>A request as the figures see it: what happened and when. It answers what it was at any moment.</summary>
/// <param name="PlaceState">The state of the school or district.</param>
/// <param name="Moments">In the order in which they happened.</param>
public sealed record RequestRecord(Reference Reference, UsState PlaceState, DateTimeOffset ReceivedAt, IReadOnlyList<RequestMoment> Moments)
{
    public static RequestRecord Of(CoachingRequest request) => new(request.Reference, request.Place.State, request.ReceivedAt, request.Moments);

    /// <summary>Null: it had not been received.</summary>
    public RequestState? StateAt(DateTimeOffset moment) => ReceivedAt > moment ? null : Moments.LastOrDefault(one => one.At <= moment)?.State ?? RequestState.Received;

    /// <summary>When it first came into a state, whatever came of it; null where it had not by that moment.</summary>
    public DateTimeOffset? FirstIn(RequestState state, DateTimeOffset upTo) => Moments.FirstOrDefault(one => one.State == state) is { } first && first.At <= upTo ? first.At : null;

    /// <summary>What its promise went by at that moment.</summary>
    public Promised PromisedAt(DateTimeOffset moment)
    {
        DateTimeOffset? introduced = null, ended = null, paused = null;
        var held = TimeSpan.Zero;
        foreach (var one in Moments.TakeWhile(one => one.At <= moment))
        {
            introduced ??= one.State == RequestState.Introduced ? one.At : null;
            ended ??= one.State is RequestState.Completed or RequestState.Withdrawn ? one.At : null;
            if (one.Paused is null && paused is { } from && Earlier(introduced, one.At) is var end && from < end)
                held += end - from;
            paused = one.Paused is null ? null : paused ?? one.At;
        }
        return new(ReceivedAt, introduced, ended, held, paused);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? introduced, DateTimeOffset at) => introduced is { } first && first < at ? first : at;
}
