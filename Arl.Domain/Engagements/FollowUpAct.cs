using Arl.Domain.Requests;

namespace Arl.Domain.Engagements;

/// <summary>What the network does of its own accord as time passes.</summary>
public abstract record FollowUpAct
{
    private FollowUpAct() { }

    /// <summary>What happens to the request by it.</summary>
    public RequestEvent Event => this switch
    {
        Resume => new RequestEvent.Paused(null),
        RemindToConfirm => new RequestEvent.ConfirmationReminded(),
        EndUnconfirmed => new RequestEvent.NotConfirmed(),
        RemindCoach remind => new RequestEvent.CoachReminded(remind.MatchNumber),
        NextCoach next => new RequestEvent.HandedBack(next.CoachId, HandBackReason.Silence),
        CheckIn ask => new RequestEvent.CheckInSent(ask.MatchNumber),
        QuietNotice notice => new RequestEvent.QuietNoticeSent(notice.MatchNumber),
        QuietEnd end => new RequestEvent.CoachingCompleted(end.MatchNumber, CompletedBecause.Quiet),
        _ => throw new InvalidOperationException("An act of an unknown kind."),
    };

    /// <summary>A pause is over.</summary>
    public sealed record Resume : FollowUpAct;

    /// <summary>The contact has not clicked.</summary>
    /// <param name="EndsAt">When it is withdrawn without a click.</param>
    public sealed record RemindToConfirm(DateTimeOffset EndsAt) : FollowUpAct;

    /// <summary>The contact did not click after the reminder either.</summary>
    public sealed record EndUnconfirmed : FollowUpAct;

    /// <summary>The coach has not answered.</summary>
    /// <param name="NextCoachAt">When another is asked if they stay silent.</param>
    public sealed record RemindCoach(int MatchNumber, DateTimeOffset NextCoachAt) : FollowUpAct;

    /// <summary>The coach stayed silent after the reminder too.</summary>
    public sealed record NextCoach(int MatchNumber, string CoachId) : FollowUpAct;

    /// <summary>Both sides are asked how it goes.</summary>
    public sealed record CheckIn(int MatchNumber) : FollowUpAct;

    /// <summary>Both sides are told that it will be closed.</summary>
    /// <param name="ClosesAt">At the earliest.</param>
    public sealed record QuietNotice(int MatchNumber, DateTimeOffset ClosesAt) : FollowUpAct;

    /// <summary>Nobody said that it goes on.</summary>
    public sealed record QuietEnd(int MatchNumber) : FollowUpAct;
}

/// <param name="At">When it is to be done; never in the past.</param>
public sealed record PlannedFollowUp(FollowUpAct Act, DateTimeOffset At);
