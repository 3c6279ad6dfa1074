using System.Security.Cryptography;
using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Hosting;
using Arl.Functions.Requests.Guard;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Requests;

public abstract record Acceptance
{
    private Acceptance() { }

    public sealed record Accepted(Reference Reference) : Acceptance;

    /// <summary>The same place and contact asked within 24 hours and that request is open. Its secret link goes to nobody who may only have guessed that: it is in the first email.</summary>
    public sealed record Equal(Reference Reference, RequestState State) : Acceptance
    {
        /// <summary>Its contact still has to press the button in the email, which was sent once more if it could be.</summary>
        public bool AwaitsConfirmation { get; init; }
    }

    public sealed record Rejected(IReadOnlyList<Problem> Problems) : Acceptance;

    /// <summary>Its address or its network has sent as many as we take; nothing is stored.</summary>
    public sealed record TooMany(bool OfAddress, int Most, DateTimeOffset Until) : Acceptance;

    /// <summary>The Idempotency-Key was used before with another body.</summary>
    public sealed record KeyUsedOtherwise : Acceptance;
}

/// <summary>The chance that references are drawn from.</summary>
public delegate ulong DrawNumber();

/// <summary>Takes a request in: checked, then the row, its first history event, the acknowledgement and the outbox rows in one transaction; then the queues.</summary>
public sealed partial class AcceptRequest(
    SchoolDirectorySource schools, EarlierHelp earlier, RequestsTable requests, AcknowledgementEmails emails, IdempotencyKeys keys, ConfirmationRules confirmation, Confirming confirming, RequestLimits limits, Measures measures, DrawNumber draw, TimeProvider clock, ILogger<AcceptRequest> log)
{
    private static readonly TimeSpan EqualWithin = TimeSpan.FromHours(24);

    /// <summary>American Samoa: a day has not passed for a school while it is still that day somewhere in the states.</summary>
    private static readonly TimeSpan WhereDaysEndLast = TimeSpan.FromHours(-11);

    public async Task<Acceptance> Handle(RequestForm form, string? idempotencyKey, EnteredBy by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var check = await Check(form, now, cancel);
        if (check is Result<CheckedRequest>.Ok(var asked))
            return idempotencyKey is null ? await Store(asked, by, null, now, cancel) : await ByKey(asked, by, idempotencyKey, BodyOf(form), now, cancel);

        // What was right when it was first sent may be wrong by now: its day to start by has passed, its school has closed.
        var before = idempotencyKey is null ? null : await keys.Find(idempotencyKey, cancel);
        return (before?.Body == BodyOf(form) ? await AnsweredBefore(before, cancel) : null) ?? new Acceptance.Rejected(((Result<CheckedRequest>.Invalid)check).Problems);
    }

    /// <summary>What is wrong with a form that will not be stored.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsOf(RequestForm form, CancellationToken cancel) =>
        await Check(form, clock.GetUtcNow(), cancel) is Result<CheckedRequest>.Invalid(var problems) ? problems : [];

    /// <summary>What a form asks for, or all that is wrong with it; nothing is stored.</summary>
    public Task<Result<CheckedRequest>> Check(RequestForm form, CancellationToken cancel) => Check(form, clock.GetUtcNow(), cancel);

    private async Task<Result<CheckedRequest>> Check(RequestForm form, DateTimeOffset now, CancellationToken cancel) =>
        RequestCheck.Check(form, await schools.CurrentOrEmpty(cancel), DateOnly.FromDateTime(now.ToOffset(WhereDaysEndLast).DateTime));

    private static string BodyOf(RequestForm form) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)));

    /// <summary>Where the first try died before it stored the request, it is stored now under the reference that the key kept.</summary>
    private async Task<Acceptance> ByKey(CheckedRequest asked, EnteredBy by, string text, string body, DateTimeOffset now, CancellationToken cancel)
    {
        var key = await keys.Claim(text, body, NewReference(asked), cancel);
        if (key.Body != body)
            return new Acceptance.KeyUsedOtherwise();
        if (await AnsweredBefore(key, cancel) is { } repeated)
            return repeated;
        var answer = await Store(asked, by, key, now, cancel);
        if (answer is not Acceptance.Equal equal)
            return answer;
        var kept = await keys.Save(key with { Answer = equal }, cancel);
        return kept.Answer ?? await ByKey(asked, by, text, body, now, cancel); // None: another call renewed the key meanwhile.
    }

    /// <summary>The first answer again, as it was then; null where none was given yet.</summary>
    private async Task<Acceptance?> AnsweredBefore(IdempotencyKey key, CancellationToken cancel)
    {
        if (key.IsNew)
            return null;
        return await requests.IsOfKey(key.Reference, key.Hash, cancel) ? new Acceptance.Accepted(key.Reference) : key.Answer;
    }

    private async Task<Acceptance> Store(CheckedRequest asked, EnteredBy by, IdempotencyKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        var fingerprint = CoachingRequest.FingerprintOf(asked.Place, asked.Contact);
        var turn = by.IsLimited ? await limits.Take(asked.Contact.Email, by.Network, fingerprint, cancel) : new Turn.New();
        if (turn is Turn.TooMany tooMany)
            return await EqualOf(asked, fingerprint, now, cancel) ?? new Acceptance.TooMany(tooMany.OfAddress, tooMany.Most, tooMany.Until);
        var reference = key?.Reference ?? NewReference(asked);
        var earlierHelp = await earlier.ShareOf(asked.Place, cancel);
        TimeSpan? confirmWithin = by.Confirms ?? confirmation.MustConfirm(asked.Contact.Email) ? confirmation.Within : null;
        TableEntity? stale = null;
        while (true)
        {
            var request = CoachingRequest.Receive(asked, reference, now, earlierHelp, confirmWithin);
            if (await requests.Commit(await FirstChange(request, by, key, stale, now, cancel), cancel))
            {
                Received(reference, request.NeedIndex.Total);
                Spans.Is(reference.ToString());
                measures.Accepted();
                if (turn is Turn.Again)
                    await limits.CountAgain(asked.Contact.Email, by.Network, fingerprint, cancel);
                return new Acceptance.Accepted(reference);
            }

            stale = await requests.Open(RequestKeys.Partition(reference), request.Fingerprint, cancel);
            if (stale is not null && await EqualTo(stale, reference, now, cancel) is { } answer)
                return answer;
            if (await requests.Get(reference, cancel) is null)
                continue;
            if (key is not null && await requests.IsOfKey(reference, key.Hash, cancel))
                return new Acceptance.Accepted(reference); // A call beside this one, with the same key, was faster.
            // One in 887 million: another request has this reference. The key learns the next one first, or its repeat would open the other's page.
            key = key is null ? null : await keys.Save(key with { Reference = NewReference(asked) }, cancel);
            reference = key?.Reference ?? NewReference(asked);
        }
    }

    private async Task<RequestChange> FirstChange(CoachingRequest request, EnteredBy by, IdempotencyKey? key, TableEntity? stale, DateTimeOffset now, CancellationToken cancel)
    {
        var change = RequestChange.Create(request, by.Name, now).Also(OpenRow(request, stale));
        if (!request.AwaitsConfirmation)
            change.OwesMatch();
        if (key is not null)
            change.Also(new(TableTransactionActionType.Add, new TableEntity(RequestKeys.Partition(request.Reference), RequestKeys.Key(request.Reference, key.Hash))));
        await emails.Owe(change, cancel);
        return change;
    }

    /// <summary>The answer that the open row gives: our own success seen by a retry, an equal request, or none (that one is old or closed and makes way).</summary>
    private async Task<Acceptance?> EqualTo(TableEntity open, Reference? reference, DateTimeOffset now, CancellationToken cancel)
    {
        var first = Reference.Parse(open.GetString("Reference"));
        if (first == reference)
            return new Acceptance.Accepted(reference);
        var stored = await requests.Get(first, cancel);
        if (stored is not { Request: { IsOpen: true } request } || now - request.ReceivedAt >= EqualWithin)
            return null;
        if (request.AwaitsConfirmation) // Who asks again has not seen the email.
            await confirming.SendLinkAgain(first, cancel);
        return new Acceptance.Equal(first, request.State) { AwaitsConfirmation = request.AwaitsConfirmation };
    }

    /// <summary>The open request that this one repeats; null where there is none.</summary>
    private async Task<Acceptance?> EqualOf(CheckedRequest asked, string fingerprint, DateTimeOffset now, CancellationToken cancel) =>
        await requests.Open(RequestKeys.Partition(NewReference(asked)), fingerprint, cancel) is { } open ? await EqualTo(open, reference: null, now, cancel) : null;

    private static TableTransactionAction OpenRow(CoachingRequest request, TableEntity? stale)
    {
        var row = new TableEntity(RequestKeys.Partition(request.Reference), RequestKeys.Open(request.Fingerprint)) { ["Reference"] = request.Reference.ToString() };
        return stale is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, stale.ETag);
    }

    private Reference NewReference(CheckedRequest asked) => Reference.Create(CoachingRequest.ShardOf(CoachingRequest.FingerprintOf(asked.Place, asked.Contact)), draw());

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} is received, need index {NeedIndex}.")]
    private partial void Received(Reference reference, double needIndex);
}
