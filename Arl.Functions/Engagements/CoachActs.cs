using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Requests;

namespace Arl.Functions.Engagements;

/// <summary>What a coach can do about a match, from a link in an email or from their page of it.</summary>
public sealed class CoachActs(Acting acting, RequestsTable requests, CoachesTable coaches, IntroductionEmails introductions, EngagementEmails emails, MatchEndings endings)
{
    /// <summary>Yes. Where the school has not heard of the coach yet, both are introduced now.</summary>
    public Task<Acted> Accept(Reference reference, int match, ActionLink? link, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.Coach, _ => new RequestEvent.CoachAccepted(match), act => IntroduceIfNew(act, cancel)) { Link = link }, cancel);

    /// <summary>No, or no longer: the coach is not offered it again.</summary>
    public Task<Acted> HandBack(Reference reference, int match, HandBack answer, ActionLink? link, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.Coach, request => InForce(request, match)?.CoachId is { } coachId ? new RequestEvent.HandedBack(coachId, answer.Reason) : null, act => endings.OweHandBack(act, answer.PauseUntil, cancel))
        {
            Detail = answer.Reason.ToString(),
            Link = link,
        }, cancel);

    public Task<Acted> Meet(Reference reference, int match, ActionLink? link, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.Coach, _ => new RequestEvent.CoachingStarted(match)) { Link = link }, cancel);

    public Task<Acted> Log(Reference reference, int match, Session session, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.Coach, _ => new RequestEvent.SessionLogged(match, session)), cancel);

    /// <summary>The work is done: it stays in the coach's experience, the place is freed, and the school is thanked.</summary>
    public Task<Acted> Complete(Reference reference, int match, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.Coach, _ => new RequestEvent.CoachingCompleted(match, CompletedBecause.CoachSaidSo), act => Close(act, cancel)), cancel);

    /// <summary>False where the match is no longer this coach's.</summary>
    public async Task<bool> Pause(Reference reference, int match, DateOnly? until, CancellationToken cancel)
    {
        if (await requests.Get(reference, cancel) is not { } stored || stored.Request.Match is not { } current || current.Number != match)
            return false;
        await coaches.Pause(current.CoachId, until, cancel);
        return true;
    }

    private static Domain.Matching.Match? InForce(CoachingRequest request, int match) => request.Match?.Number == match ? request.Match : null;

    private async Task IntroduceIfNew(ActInHand act, CancellationToken cancel)
    {
        if (act.Before.State != RequestState.Matched || (await MatchEmails.Read(requests, act.Before.Reference, act.Before.Match!.Number, cancel)).IsIntroductionOwed)
            return;
        await introductions.OweIntroduction(act.Change, act.Before.Match, await CoachOf(act.Before, cancel), cancel);
    }

    private async Task Close(ActInHand act, CancellationToken cancel)
    {
        await endings.OweCompleted(act, cancel);
        await emails.OweClosed(act.Change, (await CoachOf(act.Before, cancel)).Email, cancel);
    }

    private async Task<Domain.Coaches.Coach> CoachOf(CoachingRequest request, CancellationToken cancel) =>
        (await coaches.Get(request.Match!.CoachId, cancel))?.Load.Coach ?? throw new InvalidDataException($"The coach of {request.Reference} is not there.");
}

/// <summary>A coach's no.</summary>
/// <param name="PauseUntil">Null: other requests may come as before.</param>
public sealed record HandBack(HandBackReason Reason, DateOnly? PauseUntil);
