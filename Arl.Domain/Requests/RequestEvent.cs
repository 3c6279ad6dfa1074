using Arl.Domain.Engagements;
using Arl.Domain.Matching;

namespace Arl.Domain.Requests;

/// <summary>What can happen to a request after it was received.</summary>
public abstract record RequestEvent
{
    private RequestEvent() { }

    /// <summary>The event's name in the history.</summary>
    public string Name => GetType().Name;

    /// <summary>The contact clicked the link in their inbox, or staff did it for them: now a coach is looked for.</summary>
    public sealed record ContactConfirmed : RequestEvent;

    /// <summary>The contact, who has not clicked yet, is reminded.</summary>
    public sealed record ConfirmationReminded : RequestEvent;

    /// <summary>The school wants the link that confirms once more, or at another address, and has had as many as it can.</summary>
    public sealed record ConfirmationStuck : RequestEvent;

    /// <summary>Nobody clicked in time.</summary>
    public sealed record NotConfirmed : RequestEvent;

    public sealed record CoachFound(Match Match) : RequestEvent;

    public sealed record NoCoachFits(string Because) : RequestEvent;

    /// <summary>Where coaches confirm first: the question to the coach has left.</summary>
    public sealed record CoachAsked(int MatchNumber) : RequestEvent;

    public sealed record CoachAccepted(int MatchNumber) : RequestEvent;

    /// <summary>Both introduction emails have left.</summary>
    public sealed record IntroductionSent(int MatchNumber) : RequestEvent;

    /// <summary>The mail provider will never take an email of the match.</summary>
    public sealed record IntroductionRefused(int MatchNumber, Side Reader) : RequestEvent;

    /// <summary>The introduction goes out once more, the <paramref name="Number"/>th time (1: the first repeat); to one side, or (null) to both.</summary>
    public sealed record IntroductionResent(int MatchNumber, int Number, Side? To = null) : RequestEvent;

    /// <summary>The acknowledgement goes out once more; <paramref name="Number"/> counts whatever was sent once more for this request.</summary>
    public sealed record AcknowledgementResent(int Number) : RequestEvent;

    /// <summary>The coach, who has not answered, is reminded.</summary>
    public sealed record CoachReminded(int MatchNumber) : RequestEvent;

    public sealed record HandedBack(string CoachId, HandBackReason Reason) : RequestEvent;

    /// <summary>Staff take the request from its coach, if it has one, and give it to another: a certain one, or the best.</summary>
    public sealed record Reassigned(int Matches, string? ToCoachId) : RequestEvent;

    /// <summary>School and coach have met.</summary>
    public sealed record CoachingStarted(int MatchNumber) : RequestEvent;

    public sealed record SessionLogged(int MatchNumber, Session Session) : RequestEvent;

    public sealed record CheckInSent(int MatchNumber) : RequestEvent;

    public sealed record CheckInAnswered(int MatchNumber, Side By, int Score) : RequestEvent;

    public sealed record QuietNoticeSent(int MatchNumber) : RequestEvent;

    /// <summary>A side that was told of the end says that the two are still working together.</summary>
    public sealed record KeptOpen(int MatchNumber, Side By) : RequestEvent;

    public sealed record CoachingCompleted(int MatchNumber, CompletedBecause Because) : RequestEvent;

    /// <summary>The school says that it has heard nothing from its coach.</summary>
    public sealed record NothingHeard(int MatchNumber) : RequestEvent;

    /// <summary>An email that the provider had taken came back for good.</summary>
    public sealed record AddressFailed(Side Reader, EmailAddress Address) : RequestEvent;

    /// <summary>By the school itself or by staff.</summary>
    public sealed record ContactCorrected(Contact Contact) : RequestEvent;

    /// <summary>Nothing is sent, matched or closed until that day; null: for now it goes on.</summary>
    public sealed record Paused(DateOnly? Until) : RequestEvent;

    public sealed record WithdrawnBySchool : RequestEvent;

    /// <summary>It is the same as another request, which goes on.</summary>
    public sealed record MergedInto(Reference Other) : RequestEvent;
}

/// <summary>What an event does to a request.</summary>
public abstract record Step
{
    private Step() { }

    /// <param name="Request">The request after the event.</param>
    /// <param name="Frees">The coach whose place this frees, if it frees one.</param>
    public sealed record Moved(CoachingRequest Request, string? Frees = null) : Step;

    /// <summary>It had happened already: a message came twice. Nothing to do.</summary>
    public sealed record AlreadySo : Step;

    /// <summary>It cannot happen in this state, e.g. a match for a withdrawn request.</summary>
    public sealed record NotNow(RequestState State) : Step;
}
