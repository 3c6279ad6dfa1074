using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;

namespace Arl.Pages.Engagements;

/// <summary>What the coach's page of a match shows.</summary>
/// <param name="Path">Of the page itself; its forms post there.</param>
/// <param name="Ended">Why the match is over, in a sentence; null while it is in force.</param>
/// <param name="Said">What was just done, in a sentence.</param>
/// <param name="PausedUntil">The coach gets no new request before that day.</param>
/// <param name="Form">The session form as typed, and what is wrong with it.</param>
public sealed record CoachPageModel(
    CoachingRequest Request, string Path, string? Ended, string? Said, DateOnly? PausedUntil, CoachPageModel.SessionForm Form, DateOnly Today, IReadOnlyList<Problem> Problems, bool SampleDirectory)
{
    /// <param name="Key">Chosen when the form is shown: a form sent twice is one session.</param>
    public sealed record SessionForm(string Key, string On, string Minutes, string Topic);

    /// <summary>The coach's other schools just now.</summary>
    public IReadOnlyList<CoachSchool> Others { get; init; } = [];

    /// <summary>What staff set for every coach.</summary>
    public IReadOnlyList<CoachResource> Resources { get; init; } = [];

    /// <summary>What the coaches' library has for what this school wants help with.</summary>
    public IReadOnlyList<CoachResource> Library { get; init; } = [];

    /// <summary>Of the coach's page of the library; null once the match is over.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>The day of the pause, as typed.</summary>
    public string PauseTyped { get; init; } = "";

    public static string StandingOf(CoachingRequest request) => request.State switch
    {
        RequestState.Matched when request.Engagement.AcceptedAt is null => "Waits for your answer.",
        RequestState.Matched => "You said yes; the introduction is on its way.",
        RequestState.Introduced => "Introduced; not met yet.",
        _ => $"In coaching, {InWords.Count(request.Engagement.Sessions.Count, "session")} so far.",
    };

    public Match Match => Request.Match!;

    private bool InForce => Ended is null;

    public bool IsIntroduced => Request.State is RequestState.Introduced or RequestState.Coaching or RequestState.Completed;

    /// <summary>The sessions are what the coach comes for, so they stand first.</summary>
    public bool IsCoaching => InForce && Request.State == RequestState.Coaching;

    /// <summary>Nothing of the contact is shown before the two are introduced, or the coach has said yes.</summary>
    public bool ShowsContact => InForce && Request.ErasedAt is null && (IsIntroduced || Request.Engagement.AcceptedAt is not null);

    public bool MayAccept => InForce && !Request.Engagement.CoachAnswered;

    public bool MayHandBack => InForce && Request.IsOpen;

    public bool MayMeet => InForce && Request.State == RequestState.Introduced;

    public bool MayLog => InForce && Request.State is RequestState.Introduced or RequestState.Coaching && Request.Engagement.Sessions.Count < Engagement.MostSessions;

    public bool MayComplete => InForce && Request.State is RequestState.Introduced or RequestState.Coaching;

    public string Headline => Ended ?? Request.State switch
    {
        RequestState.Completed => "This coaching is complete. Thank you.",
        RequestState.Coaching => "You are coaching them.",
        RequestState.Introduced => "You have been introduced by email.",
        _ when Request.Engagement.AcceptedAt is not null => "You said yes. We are introducing you by email.",
        _ => "A place for them is reserved with you.",
    };

    public string? Next => !InForce ? null : Request.State switch
    {
        RequestState.Introduced when Request.Engagement.NothingHeardAt is not null => $"They tell us that they have heard nothing yet. Please write to {Request.Contact.Name} again{(Request.Contact.Phone is null ? "" : ", or call")}.",
        RequestState.Introduced => $"Write to {Request.Contact.Name} and offer two or three times for a first conversation. When you have had it, press “We have met”.",
        RequestState.Coaching => "Log each session here. When the work is done, say that it is complete.",
        RequestState.Matched when Request.Engagement.AcceptedAt is null => "Please say whether you can coach them.",
        _ => null,
    };
}
