using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary>Queue message: this request needs its place no longer. <paramref name="CoachId"/> null: whichever it holds.</summary>
/// <param name="PauseUntil">The coach who gave it back asked to be left alone until that day.</param>
/// <param name="Completed">The coaching was completed, so it stays in the coach's experience.</param>
/// <param name="Match">The match that the place was for; needed with <paramref name="CoachId"/> where that coach may get the request again.</param>
public sealed record PlaceToFree(string Reference, string? CoachId, string Work, bool Completed = false, DateOnly? PauseUntil = null, int? Match = null) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Reference;
}

/// <summary>Gives a place back exactly once: the place's row goes with the count.</summary>
public sealed class FreePlace(QueueWork work, CoachesTable coaches, RequestsTable requests)
{
    [Function(nameof(FreePlace))]
    public Task Run([QueueTrigger(QueueNames.FreePlaces)] PlaceToFree due, CancellationToken cancel) => work.Run(QueueNames.FreePlaces, due, async () =>
    {
        var reference = Reference.Parse(due.Reference);
        if (!await requests.IsOwed(reference, due.Work, cancel))
            return; // It was done before, or nobody owes it: the request may have another place by now, and a coach may have thought better of a pause.
        if (due is { PauseUntil: { } until, CoachId: { } resting })
            await coaches.Pause(resting, until, cancel); // Before the place is free, so that it is not given away at once.
        if (due is { CoachId: { } coachId, Match: { } match })
            await coaches.Free(reference, coachId, match, due.Completed, cancel);
        else
            await coaches.Free(reference, due.CoachId, due.Completed, cancel);
        await requests.Finish(reference, due.Work, cancel);
    });
}
