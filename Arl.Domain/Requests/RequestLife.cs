using Arl.Domain.Engagements;
using Arl.Domain.Matching;

namespace Arl.Domain.Requests;

/// <summary>
/// The one place that decides each step of a request's life:
/// Received → Matched → Introduced → Coaching → Completed; beside it Waiting and Withdrawn, and back to Received when a coach hands it back.
/// What an event does to the engagement of a match stands in <see cref="EngagementLife"/>.
/// </summary>
public static class RequestLife
{
    public static Step Apply(CoachingRequest request, RequestEvent happened, DateTimeOffset at) =>
        Decide(request, happened, at) switch
        {
            Step.Moved moved => moved with { Request = Remember(RequestTimes.Keep(request, moved.Request, at), happened, at) },
            var step => step,
        };

    private static CoachingRequest Remember(CoachingRequest after, RequestEvent happened, DateTimeOffset at) =>
        after with { Moments = [.. after.Moments, RequestMoment.Of(after, happened, at)] };

    private static Step Decide(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => (happened, request.State) switch
    {
        _ when request.ErasedAt is not null => new Step.NotNow(request.State),

        (RequestEvent.CoachFound found, RequestState.Received or RequestState.Waiting) when !request.ExcludedCoaches.Contains(found.Match.CoachId) && request is { PausedUntil: null, AwaitsConfirmation: false } =>
            Next(request with { State = RequestState.Matched, Match = found.Match, Matches = found.Match.Number, WaitingBecause = null, PreferredCoachId = null, Engagement = Engagement.None }),
        (RequestEvent.CoachFound found, _) when request.Match?.CoachId == found.Match.CoachId => new Step.AlreadySo(),

        (RequestEvent.NoCoachFits none, RequestState.Waiting) when request.WaitingBecause == none.Because => new Step.AlreadySo(),
        (RequestEvent.NoCoachFits none, RequestState.Received or RequestState.Waiting) when !request.AwaitsConfirmation =>
            Next(request with { State = RequestState.Waiting, WaitingBecause = none.Because }),

        (RequestEvent.IntroductionSent sent, RequestState.Matched) when request.Match!.Number == sent.MatchNumber =>
            Next(request with
            {
                State = RequestState.Introduced,
                Introductions = [.. request.Introductions, new(sent.MatchNumber, request.Match.CoachId, request.Match.Organization, at)],
                Engagement = request.Engagement with { AskedAt = request.Engagement.AskedAt ?? at, ActiveAt = at },
            }),
        (RequestEvent.IntroductionSent, RequestState.Introduced or RequestState.Coaching or RequestState.Completed) => new Step.AlreadySo(),

        (RequestEvent.HandedBack back, RequestState.Matched or RequestState.Introduced or RequestState.Coaching) when request.Match!.CoachId == back.CoachId =>
            Next(TakenFrom(request, back.CoachId), frees: back.CoachId),
        (RequestEvent.HandedBack back, _) when request.ExcludedCoaches.Contains(back.CoachId) => new Step.AlreadySo(),

        (RequestEvent.Reassigned to, RequestState.Matched or RequestState.Introduced or RequestState.Coaching) when request.Matches == to.Matches && request.Match!.CoachId != to.ToCoachId =>
            Next(Preferring(TakenFrom(request, request.Match.CoachId), to.ToCoachId), frees: request.Match.CoachId),
        (RequestEvent.Reassigned to, RequestState.Received or RequestState.Waiting) when request.PreferredCoachId != to.ToCoachId =>
            Next(Preferring(request, to.ToCoachId)),

        (RequestEvent.CoachingCompleted done, RequestState.Introduced or RequestState.Coaching) when request.Match!.Number == done.MatchNumber =>
            Next(request with { State = RequestState.Completed, PausedUntil = null }, frees: request.Match.CoachId),
        (RequestEvent.CoachingCompleted, RequestState.Completed) => new Step.AlreadySo(),

        (RequestEvent.AddressFailed(Side.School, var address), _) when request.IsOpen && address == request.Contact.Email => Attend(request, Attention.SchoolNeedsNewAddress),
        (RequestEvent.AddressFailed(Side.Coach, _), _) when request.IsOpen && request.Match is not null => Attend(request, Attention.CoachNeedsNewAddress),

        (RequestEvent.ContactCorrected corrected, _) when corrected.Contact == request.Contact => new Step.AlreadySo(),
        (RequestEvent.ContactCorrected corrected, _) when request.IsOpen =>
            Next(request with
            {
                Contact = corrected.Contact,
                ConfirmAddress = request.ConfirmAddress + (request.AwaitsConfirmation && corrected.Contact.Email != request.Contact.Email ? 1 : 0),
                Attention = [.. request.Attention.Where(one => one != Attention.SchoolNeedsNewAddress || corrected.Contact.Email == request.Contact.Email)],
            }),

        (RequestEvent.Paused paused, _) when paused.Until == request.PausedUntil => new Step.AlreadySo(),
        (RequestEvent.Paused paused, _) when request.IsOpen => Next(request with { PausedUntil = paused.Until, WaitingBecause = request.State == RequestState.Waiting ? Because(paused.Until) : null }),

        (RequestEvent.AcknowledgementResent again, _) when again.Number <= request.Resends => new Step.AlreadySo(),
        (RequestEvent.AcknowledgementResent again, RequestState.Received or RequestState.Waiting) when again.Number == request.Resends + 1 && request.MayResend =>
            Next(request with { Resends = again.Number }),

        (RequestEvent.WithdrawnBySchool, RequestState.Withdrawn) => new Step.AlreadySo(),
        (RequestEvent.WithdrawnBySchool, not RequestState.Completed) => Next(Over(request), frees: request.Match?.CoachId),

        (RequestEvent.MergedInto merged, _) when request.MergedInto == merged.Other => new Step.AlreadySo(),
        (RequestEvent.MergedInto merged, _) when request.IsOpen && merged.Other != request.Reference =>
            Next(Over(request) with { MergedInto = merged.Other }, frees: request.Match?.CoachId),

        (RequestEvent.ContactConfirmed or RequestEvent.ConfirmationReminded or RequestEvent.ConfirmationStuck or RequestEvent.NotConfirmed, _) => Confirmation.Apply(request, happened, at),

        _ => EngagementLife.Apply(request, happened, at),
    };

    internal static Step.Moved Next(CoachingRequest request, string? frees = null) => new(request with { Events = request.Events + 1 }, frees);

    internal static Step Attend(CoachingRequest request, Attention attention) =>
        request.Attention.Contains(attention) ? new Step.AlreadySo() : Next(request with { Attention = [.. request.Attention, attention] });

    /// <summary>Back at the beginning, without this coach. What was amiss with that coach goes with them.</summary>
    private static CoachingRequest TakenFrom(CoachingRequest request, string coachId) => request with
    {
        State = RequestState.Received,
        Match = null,
        ExcludedCoaches = [.. request.ExcludedCoaches, coachId],
        Engagement = Engagement.None,
        Attention = [.. request.Attention.Where(one => one == Attention.SchoolNeedsNewAddress)],
    };

    /// <summary>A coach whom staff choose may have it, also one who handed it back before.</summary>
    private static CoachingRequest Preferring(CoachingRequest request, string? coachId) =>
        request with { PreferredCoachId = coachId, ExcludedCoaches = [.. request.ExcludedCoaches.Where(excluded => excluded != coachId)] };

    /// <summary>Why it waits, from the moment on which staff pause it or let it go on.</summary>
    private static string Because(DateOnly? until) => until is { } day ? WhyNobody.Paused(day) : "It goes on after a pause, and is being matched.";

    internal static CoachingRequest Over(CoachingRequest request) => request with { State = RequestState.Withdrawn, WaitingBecause = null, PausedUntil = null, PreferredCoachId = null, ConfirmBy = null };
}
