using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Introductions;
using Arl.Functions.Requests;
using Arl.Functions.Staff;
using Arl.Pages.Introductions;

namespace Arl.Functions.Engagements;

/// <summary>What a school can do about its request, from its status page.</summary>
public sealed class SchoolActs(Acting acting, RequestsTable requests, CoachesTable coaches, IntroductionEmails introductions, EngagementEmails emails, MatchEndings endings, Confirming confirming, FollowUpRules rules, TimeProvider clock)
{
    private const int PatienceInWorkingDays = 2;

    /// <summary>The place goes to another, and a coach who has heard of it is told.</summary>
    public Task<Acted> Withdraw(Reference reference, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.School, _ => new RequestEvent.WithdrawnBySchool(), act => endings.OweWithdrawn(act, cancel)), cancel);

    /// <summary>Staff hear of it, and the introduction is sent again, once.</summary>
    public Task<Acted> HearNothing(Reference reference, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.School, request => MayHearNothing(request) ? new RequestEvent.NothingHeard(request.Match!.Number) : null, act => AlertAndSendAgain(act, cancel)), cancel);

    /// <summary>From two working days after the introduction, by the place's calendar, until the two have met.</summary>
    public bool MayHearNothing(CoachingRequest request) => CoachWritesBy(request) <= clock.GetUtcNow();

    /// <summary>What the introduction promises the school; null where the two are not introduced, or have met.</summary>
    public DateTimeOffset? CoachWritesBy(CoachingRequest request) =>
        request.State == RequestState.Introduced && IntroducedAt(request) is { } at ? rules.Days.Add(at, PatienceInWorkingDays, TimeZones.Of(request.Place.State)) : null;

    /// <summary>About when the school is asked how it goes; null where that is no question, or was asked.</summary>
    public DateTimeOffset? CheckInAt(CoachingRequest request) =>
        request is { State: RequestState.Introduced or RequestState.Coaching, Engagement.CheckInSentAt: null } ? IntroducedAt(request)?.AddDays(rules.CheckInAfterDays) : null;

    private static DateTimeOffset? IntroducedAt(CoachingRequest request) => request.Introductions.LastOrDefault(introduced => introduced.MatchNumber == request.Match?.Number)?.At;

    /// <summary>An old address that is known to be theirs is told once; whoever was introduced gets the introduction with what is right now.</summary>
    public Task<Acted> Correct(Reference reference, Contact contact, CancellationToken cancel) =>
        acting.Do(reference, new(DoneBy.School, request => CorrectedBySchool(request, contact), act => TellOfNewContact(act, cancel)), cancel);

    /// <summary>Null where the school has corrected it as often as it can; staff hear of it where it cannot confirm either.</summary>
    private static RequestEvent? CorrectedBySchool(CoachingRequest request, Contact contact) =>
        request.MayCorrectContact || contact == request.Contact ? new RequestEvent.ContactCorrected(contact)
        : request.AwaitsConfirmation ? new RequestEvent.ConfirmationStuck() : null;

    private async Task AlertAndSendAgain(ActInHand act, CancellationToken cancel)
    {
        var (before, _, change) = act;
        var (reference, match) = (before.Reference, before.Match!.Number);
        change.Alerts(new("nothing-heard", FormattableString.Invariant($"nothing-heard-{reference}-{match}"), $"{reference}: the school has heard nothing from its coach",
            [
                before.Engagement.Resends == 0 ? "The introduction has been sent to both once more." : "The introduction had been sent once more before, so it was not sent again.",
                "Please call the coach, or give the request to another.",
            ], $"/staff/requests/{reference}"));
        if (before.Engagement.Resends == 0)
            await SendAgain(change, DoneBy.School, IntroducedAgain.NothingHeard, cancel);
    }

    private async Task TellOfNewContact(ActInHand act, CancellationToken cancel)
    {
        var (before, moved, change) = act;
        var isNewAddress = moved.Request.Contact.Email != before.Contact.Email;
        if (isNewAddress && !before.AwaitsConfirmation && await requests.HasReached(before.Reference, before.Contact.Email, cancel))
            await emails.OweContactChanged(change, before.Contact.Email, cancel);
        await confirming.AfterSchoolCorrected(act, cancel);
        if (before.Match is not { } match || await MatchEmails.Read(requests, before.Reference, match.Number, cancel) is not { IsIntroductionOwed: true } sent)
            return;
        // A coach who has heard nothing yet reads it as new; the school only where its address is another.
        var isFirst = !sent.HasBeenIntroduced(Side.Coach);
        if (await SendAgain(change, DoneBy.School, isFirst ? null : IntroducedAgain.NewContact, cancel, isNewAddress || isFirst ? [] : [Side.Coach]))
            sent.CancelUnsent(change); // What was owed leaves as it is where it may not be sent again.
    }

    /// <summary>False: it was sent again as often as it may be, and nothing is owed.</summary>
    private async Task<bool> SendAgain(RequestChange change, string by, IntroducedAgain? why, CancellationToken cancel, params IReadOnlyList<Side> sides)
    {
        var request = change.Request;
        var again = new RequestEvent.IntroductionResent(request.Match!.Number, request.Engagement.Resends + 1);
        if (RequestLife.Apply(request, again, change.At) is not Step.Moved moved || await coaches.Get(request.Match.CoachId, cancel) is not { } coach)
            return false;
        change.Then(moved.Request, again, by, why?.ToString());
        await introductions.OweAgain(change, coach.Load.Coach, why, cancel, sides);
        return true;
    }
}
