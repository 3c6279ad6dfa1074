using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Requests;
using Arl.Functions.Storage;

namespace Arl.Functions.Engagements;

/// <summary>What each follow-up owes beside the step itself: emails, a place, the next match.</summary>
public sealed class FollowUpActs(RequestsTable requests, FollowUpEmails emails, ConfirmationEmails confirmations, HandBacks handBacks)
{
    /// <param name="coach">Of the match that was in force.</param>
    /// <exception cref="InvalidDataException">The act needs the coach, and they are not there.</exception>
    public Task Owe(FollowUpAct act, ActInHand hand, Coach? coach, CancellationToken cancel) => act switch
    {
        FollowUpAct.Resume => Task.CompletedTask, // Who has no coach is matched as if they came now: the change itself owes that.
        FollowUpAct.RemindToConfirm remind => confirmations.OweReminder(hand.Change, remind.EndsAt, cancel),
        FollowUpAct.EndUnconfirmed => confirmations.OweEnd(hand.Change, cancel),
        FollowUpAct.RemindCoach remind => emails.OweReminder(hand.Change, Known(coach, hand), remind.NextCoachAt, cancel),
        FollowUpAct.NextCoach => NextCoach(hand, Known(coach, hand), cancel),
        FollowUpAct.CheckIn => emails.OweCheckIn(hand.Change, Known(coach, hand), cancel),
        FollowUpAct.QuietNotice notice => emails.OweQuietNotice(hand.Change, Known(coach, hand), hand.Before.Engagement.ActiveAt!.Value, notice.ClosesAt, cancel),
        FollowUpAct.QuietEnd => QuietEnd(hand, Known(coach, hand), cancel),
        _ => throw new InvalidOperationException("A follow-up of an unknown kind."),
    };

    private async Task NextCoach(ActInHand hand, Coach coach, CancellationToken cancel)
    {
        await handBacks.Owe(hand, pauseUntil: null, cancel);
        await emails.OweTakenBack(hand.Change, hand.Before.Match!, coach, hand.Before.State == RequestState.Introduced, cancel);
    }

    /// <summary>The work was done, as far as anybody knows: it stays in the coach's experience.</summary>
    private async Task QuietEnd(ActInHand hand, Coach coach, CancellationToken cancel)
    {
        var (before, moved, change) = hand;
        (await MatchEmails.Read(requests, before.Reference, before.Match!.Number, cancel)).CancelUnsent(change);
        var work = RequestKeys.FreeWork(before.Reference, moved.Request.Events);
        change.Owes(work, QueueNames.FreePlaces, new PlaceToFree(before.Reference.ToString(), moved.Frees, work, Completed: true));
        await emails.OweQuietEnd(change, coach, cancel);
    }

    private static Coach Known(Coach? coach, ActInHand hand) => coach ?? throw new InvalidDataException($"The coach of {hand.Before.Reference} is not there.");
}
