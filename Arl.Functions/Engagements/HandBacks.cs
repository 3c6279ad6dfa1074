using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Engagements;

/// <summary>What it owes that a request leaves its coach, whoever brought that about: the place is freed, the next match is made, what has not left is not sent, and a school that knows the coach gets one kind email.</summary>
public sealed class HandBacks(RequestsTable requests, EngagementEmails emails)
{
    /// <summary>For <see cref="RequestEvent.HandedBack"/> and <see cref="RequestEvent.Reassigned"/>.</summary>
    /// <param name="pauseUntil">The coach asked to get nothing before that day.</param>
    public async Task Owe(ActInHand act, DateOnly? pauseUntil, CancellationToken cancel)
    {
        var (before, moved, change) = act;
        var reference = before.Reference;
        var free = RequestKeys.FreeWork(reference, moved.Request.Events);
        change.Owes(free, QueueNames.FreePlaces, new PlaceToFree(reference.ToString(), moved.Frees, free) { PauseUntil = pauseUntil })
            .Owes(RequestKeys.MatchWork(reference, moved.Request.Matches + 1), QueueNames.MatchRequests, new MatchDue(reference.ToString()));
        if (before.Match is not { } over)
            return;
        var sent = await MatchEmails.Read(requests, reference, over.Number, cancel);
        sent.CancelUnsent(change);
        if (sent.HasBeenIntroduced(Side.School))
            await emails.OweNewCoach(change, over, cancel);
    }
}
