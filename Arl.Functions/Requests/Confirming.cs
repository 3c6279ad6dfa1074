using Arl.Domain.Requests;
using Arl.Functions.Engagements;

namespace Arl.Functions.Requests;

/// <summary>What ends the wait of a request for its contact's click, and what helps to end it.</summary>
public sealed class Confirming(Acting acting, AcknowledgementEmails emails, ConfirmationRules rules, TimeProvider clock)
{
    /// <summary>By the button behind the link. A link that went to an earlier address confirms nothing.</summary>
    public Task<Acted> Confirm(ActionLink link, CancellationToken cancel) =>
        acting.Do(link.Reference, new(DoneBy.School, request => request.ConfirmedAt is not null || request.ConfirmAddress == link.Match ? new RequestEvent.ContactConfirmed() : null) { Link = link }, cancel);

    /// <summary>The email with the link once more, by wish of the school; too late where it needs none or had one just now. Where it had as many as are sent, staff hear of it.</summary>
    public Task<Acted> SendLinkAgain(Reference reference, CancellationToken cancel) =>
        acting.Do(reference, new(
            DoneBy.School,
            request => Confirmation.WhenAskedForLink(request, clock.GetUtcNow()),
            act => act.Change.Request.Resends > act.Before.Resends ? emails.OweAgain(act.Change, act.Change.Request.Resends, cancel) : Task.CompletedTask), cancel);

    /// <summary>Staff gave its contact another address: one of a school or district needs no click, any other is sent a link of its own.</summary>
    public async Task AfterStaffCorrected(ActInHand act, string by, CancellationToken cancel)
    {
        var (before, change) = (act.Before, act.Change);
        if (rules.MustConfirm(before.Contact.Email) && !rules.MustConfirm(change.Request.Contact.Email) && WaitsAtNewAddress(act))
            Then(change, new RequestEvent.ContactConfirmed(), by)?.OwesMatch();
        else if (WaitsAtNewAddress(act))
            await emails.OweToNewAddress(act.Change, cancel);
    }

    /// <summary>The school itself did. Whoever asked holds its page, so no address is believed: each is asked by a link of its own. Before a match a new address is told of the request, which nothing else would.</summary>
    public async Task AfterSchoolCorrected(ActInHand act, CancellationToken cancel)
    {
        if (HasNewAddress(act) && act.Before.State is (RequestState.Received or RequestState.Waiting))
            await emails.OweToNewAddress(act.Change, cancel);
    }

    private static bool WaitsAtNewAddress(ActInHand act) => act.Before.AwaitsConfirmation && HasNewAddress(act);

    private static bool HasNewAddress(ActInHand act) => act.Change.Request.Contact.Email != act.Before.Contact.Email;

    private static RequestChange? Then(RequestChange change, RequestEvent happened, string by) =>
        RequestLife.Apply(change.Request, happened, change.At) is Step.Moved moved ? change.Then(moved.Request, happened, by, detail: null) : null;
}
