using Arl.Domain.Coaches;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What each follow-up owes beside the step itself: emails, a place, the next match.</summary>
public sealed class FollowUpActs(FollowUpEmails emails, AcknowledgementEmails acknowledgements, MatchEndings endings)
{
    /// <param name="coach">Of the match that was in force.</param>
    /// <exception cref="InvalidDataException">The act needs the coach, and they are not there.</exception>
    public Task Owe(FollowUpAct act, ActInHand hand, Coach? coach, CancellationToken cancel) => act switch
    {
        FollowUpAct.Resume => Task.CompletedTask, // Who has no coach is matched as if they came now: the change itself owes that.
        FollowUpAct.RemindToConfirm remind => acknowledgements.OweReminder(hand.Change, remind.EndsAt, cancel),
        FollowUpAct.EndUnconfirmed => acknowledgements.OweEnd(hand.Change, cancel),
        FollowUpAct.RemindCoach remind => emails.OweReminder(hand.Change, Known(coach, hand), remind.NextCoachAt, cancel),
        FollowUpAct.NextCoach => NextCoach(hand, Known(coach, hand), cancel),
        FollowUpAct.CheckIn => emails.OweCheckIn(hand.Change, Known(coach, hand), cancel),
        FollowUpAct.QuietNotice notice => emails.OweQuietNotice(hand.Change, Known(coach, hand), hand.Before.Engagement.ActiveAt!.Value, notice.ClosesAt, cancel),
        FollowUpAct.QuietEnd => QuietEnd(hand, Known(coach, hand), cancel),
        _ => throw new InvalidOperationException("A follow-up of an unknown kind."),
    };

    private async Task NextCoach(ActInHand hand, Coach coach, CancellationToken cancel)
    {
        await endings.OweHandBack(hand, pauseUntil: null, cancel);
        await emails.OweTakenBack(hand.Change, hand.Before.Match!, coach, hand.Before.State == RequestState.Introduced, cancel);
    }

    private async Task QuietEnd(ActInHand hand, Coach coach, CancellationToken cancel)
    {
        await endings.OweCompleted(hand, cancel);
        await emails.OweQuietEnd(hand.Change, coach, cancel);
    }

    private static Coach Known(Coach? coach, ActInHand hand) => coach ?? throw new InvalidDataException($"The coach of {hand.Before.Reference} is not there.");
}
