using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Functions.Storage;

namespace Arl.Functions.Engagements;

/// <summary>
/// What it owes that a match ends, whoever brought that about: the place is freed, what has not left is not sent, and who knew of the match is told. The next match is owed by <see cref="RequestChange"/> itself.
/// </summary>
public sealed class MatchEndings(RequestsTable requests, CoachesTable coaches, EngagementEmails emails)
{
    private const int MatchesBeforeStaffAreTold = 3;

    /// <summary>By the coach or their silence: a school that knows the coach gets one kind email, and staff are told at every third match.</summary>
    /// <param name="pauseUntil">The coach asked to get nothing before that day.</param>
    public async Task OweHandBack(ActInHand act, DateOnly? pauseUntil, CancellationToken cancel)
    {
        if (act.Before.Match is { Number: var matches } && matches % MatchesBeforeStaffAreTold == 0)
            act.Change.Alerts(NobodyKeepsIt(act.Before.Reference, matches));
        if (await HandBack(act, pauseUntil, cancel) is { } sent && sent.HasBeenIntroduced(Side.School))
            await emails.OweNewCoach(act.Change, act.Before.Match!, cancel);
    }

    /// <summary>By staff, to another coach or into another request. A coach who has heard of it is told; the school too where it waits for another coach.</summary>
    public async Task OweTakenByStaff(ActInHand act, CancellationToken cancel)
    {
        if (await HandBack(act, pauseUntil: null, cancel) is not { } sent)
            return;
        var over = act.Before.Match!;
        if (sent.CoachHasHeard && await coaches.Get(over.CoachId, cancel) is { } coach)
            await emails.OweTakenByStaff(act.Change, over, coach.Load.Coach, cancel);
        if (act.Moved.Request.IsOpen && sent.HasBeenIntroduced(Side.School))
            await emails.OweNewCoach(act.Change, over, cancel);
    }

    /// <summary>By the school. A coach who has heard of it is told.</summary>
    public async Task OweWithdrawn(ActInHand act, CancellationToken cancel)
    {
        if (await Free(act, new(act.Before.Reference.ToString(), CoachId: null, WorkOf(act)), cancel) is { CoachHasHeard: true } && act.Before.Match is { } over && await coaches.Get(over.CoachId, cancel) is { } coach)
            await emails.OweWithdrawn(act.Change, over, coach.Load.Coach.Email, cancel);
    }

    /// <summary>The work is done, as far as anybody knows: it stays in the coach's experience. Whoever ended it tells the two.</summary>
    public Task OweCompleted(ActInHand act, CancellationToken cancel) => Free(act, new(act.Before.Reference.ToString(), act.Moved.Frees, WorkOf(act), Completed: true), cancel);

    private async Task<MatchEmails?> HandBack(ActInHand act, DateOnly? pauseUntil, CancellationToken cancel) =>
        act.Before.Match is { } over ? await Free(act, new(act.Before.Reference.ToString(), act.Moved.Frees, WorkOf(act), PauseUntil: pauseUntil, Match: over.Number), cancel) : null;

    /// <returns>What the match's readers have had; null where there was no match.</returns>
    private async Task<MatchEmails?> Free(ActInHand act, PlaceToFree place, CancellationToken cancel)
    {
        act.Change.Owes(place.Work, QueueNames.FreePlaces, place);
        if (act.Before.Match is not { } over)
            return null;
        var sent = await MatchEmails.Read(requests, act.Before.Reference, over.Number, cancel);
        sent.CancelUnsent(act.Change);
        return sent;
    }

    private static StaffAlert NobodyKeepsIt(Reference reference, int matches) => new(
        "handed-back",
        $"handed-back-{reference}-{matches}",
        $"{reference} was with {matches} coaches, and none has kept it",
        ["Each gave it back, did not answer, or was replaced by you. The next coach who fits is asked as before; where there is none, the school waits.", "A call to the school, or a coach whom you ask yourself, may help."],
        $"/staff/requests/{reference}");

    private static string WorkOf(ActInHand act) => RequestKeys.FreeWork(act.Before.Reference, act.Moved.Request.Events);
}
