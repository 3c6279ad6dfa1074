using Arl.Domain.Requests;

namespace Arl.Pages.Requests;

/// <summary>The school's timeline, in words. What is between the network and the coach is not told.</summary>
internal static class StatusWords
{
    /// <summary>Empty for what the school need not read.</summary>
    public static string Of(string happened) => happened switch
    {
        "Received" => "We received your request.",
        nameof(RequestEvent.ContactConfirmed) => "You confirmed the request.",
        nameof(RequestEvent.ConfirmationReminded) => "We reminded you that one click is still needed.",
        nameof(RequestEvent.NotConfirmed) => "Nobody confirmed the request, so we closed it.",
        nameof(RequestEvent.NoCoachFits) => "No coach who fits was free, so we put you on our list.",
        nameof(RequestEvent.CoachFound) => "We found a coach.",
        nameof(RequestEvent.IntroductionSent) => "We introduced you and your coach.",
        nameof(RequestEvent.IntroductionResent) => "We sent the introduction again.",
        nameof(RequestEvent.HandedBack) => "The coach could not take it, so we looked again.",
        nameof(RequestEvent.Reassigned) => "We looked for another coach.",
        nameof(RequestEvent.CoachingStarted) => "You met.",
        nameof(RequestEvent.SessionLogged) => "You had a session with your coach.",
        nameof(RequestEvent.CheckInSent) => "We asked you and your coach how it goes.",
        nameof(RequestEvent.QuietNoticeSent) => "We had heard nothing for a while and told you that we close this soon.",
        nameof(RequestEvent.KeptOpen) => "You or your coach told us that it goes on.",
        nameof(RequestEvent.CoachingCompleted) => "The coaching was completed.",
        nameof(RequestEvent.NothingHeard) => "You told us that you had heard nothing.",
        nameof(RequestEvent.ContactCorrected) => "Your contact details were changed.",
        nameof(RequestEvent.WithdrawnBySchool) => "You withdrew the request.",
        nameof(RequestEvent.MergedInto) => "You had asked twice; your other request goes on.",
        _ => "",
    };
}
