using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Engagements;

/// <summary>
/// What it owes that a request leaves its coach, whoever brought that about: the place is freed, what has not left is not sent, and a school that knows the coach gets one kind email.
/// The next match is owed by <see cref="RequestChange"/> itself.
/// </summary>
public sealed class HandBacks(RequestsTable requests, CoachesTable coaches, EngagementEmails emails)
{
    /// <summary>By the coach or their silence.</summary>
    /// <param name="pauseUntil">The coach asked to get nothing before that day.</param>
    public async Task Owe(ActInHand act, DateOnly? pauseUntil, CancellationToken cancel)
    {
        if (await Leave(act, pauseUntil, cancel) is { } sent && sent.HasBeenIntroduced(Side.School))
            await emails.OweNewCoach(act.Change, act.Before.Match!, cancel);
    }

    /// <summary>By staff, to another coach or into another request. A coach who has heard of it is told; the school too where it waits for another coach.</summary>
    public async Task OweTakenByStaff(ActInHand act, CancellationToken cancel)
    {
        if (await Leave(act, pauseUntil: null, cancel) is not { } sent)
            return;
        var over = act.Before.Match!;
        if (sent.CoachHasHeard && await coaches.Get(over.CoachId, cancel) is { } coach)
            await emails.OweTakenByStaff(act.Change, over, coach.Load.Coach, cancel);
        if (act.Moved.Request.IsOpen && sent.HasBeenIntroduced(Side.School))
            await emails.OweNewCoach(act.Change, over, cancel);
    }

    /// <returns>What the match's readers have had; null where there was no match.</returns>
    private async Task<MatchEmails?> Leave(ActInHand act, DateOnly? pauseUntil, CancellationToken cancel)
    {
        var (before, moved, change) = act;
        if (before.Match is not { } over)
            return null;
        var free = RequestKeys.FreeWork(before.Reference, moved.Request.Events);
        change.Owes(free, QueueNames.FreePlaces, new PlaceToFree(before.Reference.ToString(), moved.Frees, free, PauseUntil: pauseUntil, Match: over.Number));
        var sent = await MatchEmails.Read(requests, before.Reference, over.Number, cancel);
        sent.CancelUnsent(change);
        return sent;
    }
}
