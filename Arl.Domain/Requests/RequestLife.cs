using Arl.Domain.Matching;

namespace Arl.Domain.Requests;

/// <summary>What can happen to a request after it was received.</summary>
public abstract record RequestEvent
{
    private RequestEvent() { }

    /// <summary>The event's name in the history.</summary>
    public string Name => GetType().Name;

    public sealed record CoachFound(Match Match) : RequestEvent;

    public sealed record NoCoachFits(string Because) : RequestEvent;

    /// <summary>Both introduction emails have left.</summary>
    public sealed record IntroductionSent(int MatchNumber) : RequestEvent;

    /// <param name="Reader"><c>coach</c> or <c>school</c>: whose email the provider will never take.</param>
    public sealed record IntroductionRefused(int MatchNumber, string Reader) : RequestEvent;

    public sealed record HandedBack(string CoachId) : RequestEvent;

    /// <summary>School and coach have met.</summary>
    public sealed record CoachingStarted : RequestEvent;

    public sealed record CoachingCompleted : RequestEvent;

    public sealed record WithdrawnBySchool : RequestEvent;
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

/// <summary>
/// The one place that decides each step of a request's life:
/// Received → Matched → Introduced → Coaching → Completed; beside it Waiting and Withdrawn, and back to Received when a coach hands it back.
/// </summary>
public static class RequestLife
{
    public static Step Apply(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => (happened, request.State) switch
    {
        (RequestEvent.CoachFound found, RequestState.Received or RequestState.Waiting) when !request.ExcludedCoaches.Contains(found.Match.CoachId) =>
            Next(request with { State = RequestState.Matched, Match = found.Match, Matches = found.Match.Number, WaitingBecause = null, Attention = null }),
        (RequestEvent.CoachFound found, _) when request.Match?.CoachId == found.Match.CoachId => new Step.AlreadySo(),

        (RequestEvent.NoCoachFits none, RequestState.Waiting) when request.WaitingBecause == none.Because => new Step.AlreadySo(),
        (RequestEvent.NoCoachFits none, RequestState.Received or RequestState.Waiting) =>
            Next(request with { State = RequestState.Waiting, WaitingBecause = none.Because }),

        (RequestEvent.IntroductionSent sent, RequestState.Matched) when request.Match!.Number == sent.MatchNumber =>
            Next(request with
            {
                State = RequestState.Introduced,
                Introductions = [.. request.Introductions, new(sent.MatchNumber, request.Match.CoachId, request.Match.Organization, at)],
            }),
        (RequestEvent.IntroductionSent, RequestState.Introduced or RequestState.Coaching or RequestState.Completed) => new Step.AlreadySo(),

        (RequestEvent.IntroductionRefused refused, RequestState.Matched) when request.Match!.Number == refused.MatchNumber && request.Attention is null =>
            Next(request with { Attention = $"The introduction to the {refused.Reader} was refused by the mail provider: check the address." }),
        (RequestEvent.IntroductionRefused, RequestState.Matched) => new Step.AlreadySo(),

        (RequestEvent.HandedBack back, RequestState.Matched or RequestState.Introduced or RequestState.Coaching) when request.Match!.CoachId == back.CoachId =>
            Next(request with { State = RequestState.Received, Match = null, ExcludedCoaches = [.. request.ExcludedCoaches, back.CoachId] }, frees: back.CoachId),
        (RequestEvent.HandedBack back, _) when request.ExcludedCoaches.Contains(back.CoachId) => new Step.AlreadySo(),

        (RequestEvent.CoachingStarted, RequestState.Introduced) => Next(request with { State = RequestState.Coaching }),
        (RequestEvent.CoachingStarted, RequestState.Coaching or RequestState.Completed) => new Step.AlreadySo(),

        (RequestEvent.CoachingCompleted, RequestState.Introduced or RequestState.Coaching) =>
            Next(request with { State = RequestState.Completed }, frees: request.Match!.CoachId),
        (RequestEvent.CoachingCompleted, RequestState.Completed) => new Step.AlreadySo(),

        (RequestEvent.WithdrawnBySchool, RequestState.Withdrawn) => new Step.AlreadySo(),
        (RequestEvent.WithdrawnBySchool, not RequestState.Completed) =>
            Next(request with { State = RequestState.Withdrawn, WaitingBecause = null }, frees: request.Match?.CoachId),

        _ => new Step.NotNow(request.State),
    };

    private static Step.Moved Next(CoachingRequest request, string? frees = null) => new(request with { Events = request.Events + 1 }, frees);
}
