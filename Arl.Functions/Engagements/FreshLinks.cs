using Arl.Domain;
using Arl.Domain.Engagements;
using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Functions.Coaches;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Engagements;

/// <summary>
/// A fresh link in place of one that is no longer good, to the address on record and to no other, at most one an hour for each side of a request (row <c>{ref}_freshlink_{side}</c>).
/// Whoever asks may have made the link up: what it says of itself decides no more than which of our own emails is sent.
/// </summary>
public sealed class FreshLinks(ActionLinks links, RequestsTable requests, CoachesTable coaches, EngagementEmails emails, Confirming confirming, ArlStorage storage, TimeProvider clock)
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly TableClient _table = storage.Table(TableNames.Requests);

    public async Task Send(string reference, string token, CancellationToken cancel)
    {
        if (await links.Open(reference, token, cancel) is not OpenedLink.Unknown { Reference: { } known } unknown)
            return;
        if (unknown.Purpose == LinkPurpose.Confirm)
        {
            await confirming.SendLinkAgain(known, cancel);
            return;
        }
        while (await requests.Get(known, cancel) is { } stored && await Change(stored, unknown.Purpose, cancel) is { } change)
        {
            if (await requests.Commit(change, cancel))
                return;
        }
    }

    /// <summary>Null where there is nothing to send, or one was sent within the hour.</summary>
    private async Task<RequestChange?> Change(StoredRequest stored, LinkPurpose? asked, CancellationToken cancel)
    {
        var (request, now) = (stored.Request, clock.GetUtcNow());
        var purpose = asked ?? (request.Engagement.CoachAnswered ? LinkPurpose.Met : LinkPurpose.Accept);
        if (!request.IsOpen || request.Match is not { } match || await ReaderOf(request, match, purpose.ReaderOf(), cancel) is not { } reader)
            return null;
        var key = RequestKeys.FreshLink(request.Reference, purpose.ReaderOf());
        var last = await _table.GetEntityIfExistsAsync<TableEntity>(RequestKeys.Partition(request.Reference), key, cancellationToken: cancel);
        if (last.HasValue && last.Value!.GetDateTimeOffset("At") + Every > now)
            return null;

        // The request's own ETag shuts out another that is sent at this moment.
        var change = RequestChange.Beside(stored, now).Also(new(TableTransactionActionType.UpsertReplace, new TableEntity(RequestKeys.Partition(request.Reference), key) { ["At"] = now }));
        await emails.OweFreshLink(change, purpose, reader, cancel);
        return change;
    }

    /// <summary>Null for a school that has not heard of its coach yet, and for a coach who is not there.</summary>
    private async Task<EmailAddress?> ReaderOf(CoachingRequest request, Match match, Side side, CancellationToken cancel) =>
        side == Side.School
            ? request.State == RequestState.Matched ? null : request.Contact.Email
            : (await coaches.Get(match.CoachId, cancel))?.Load.Coach.Email;
}
