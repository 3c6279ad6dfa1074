using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Requests;
using Arl.Functions.Introductions;
using Arl.Functions.Matching;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Requests;

public abstract record Acceptance
{
    private Acceptance() { }

    /// <param name="First">False where an Idempotency-Key repeats the first answer.</param>
    public sealed record Accepted(Reference Reference, bool First) : Acceptance;

    /// <summary>The same place and contact asked within 24 hours and that request is open. Its secret link goes to nobody who may only have guessed that: it is in the first email.</summary>
    public sealed record Equal(Reference Reference, RequestState State) : Acceptance;

    public sealed record Rejected(IReadOnlyList<Problem> Problems) : Acceptance;

    /// <summary>The Idempotency-Key was used before with another body.</summary>
    public sealed record KeyUsedOtherwise : Acceptance;
}

/// <summary>The chance that references are drawn from.</summary>
public delegate ulong DrawNumber();

/// <summary>Takes a request in: checked, then the row, its first history event, the acknowledgement and the outbox rows in one transaction; then the queues.</summary>
public sealed partial class AcceptRequest(
    SchoolDirectorySource schools, EarlierHelp earlier, RequestsTable requests, IntroductionEmails emails, IdempotencyKeys keys, DrawNumber draw, TimeProvider clock, ILogger<AcceptRequest> log)
{
    private static readonly TimeSpan EqualWithin = TimeSpan.FromHours(24);

    /// <summary>American Samoa: a day has not passed for a school while it is still that day somewhere in the states.</summary>
    private static readonly TimeSpan WhereDaysEndLast = TimeSpan.FromHours(-11);

    public async Task<Acceptance> Handle(RequestForm form, string? idempotencyKey, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var check = await Check(form, now, cancel);
        if (check is not Result<CheckedRequest>.Ok(var asked))
            return new Acceptance.Rejected(((Result<CheckedRequest>.Invalid)check).Problems);

        var reference = NewReference(asked);
        if (idempotencyKey is null)
            return await Store(asked, reference, now, cancel);

        var body = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form)));
        return await keys.Claim(idempotencyKey, body, reference, cancel) switch
        {
            KeyClaim.UsedOtherwise => new Acceptance.KeyUsedOtherwise(),
            KeyClaim.Repeats repeats => await Repeat(repeats.Reference, asked, now, cancel),
            _ => await Store(asked, reference, now, cancel),
        };
    }

    /// <summary>What is wrong with a form that will not be stored.</summary>
    public async Task<IReadOnlyList<Problem>> ProblemsOf(RequestForm form, CancellationToken cancel) =>
        await Check(form, clock.GetUtcNow(), cancel) is Result<CheckedRequest>.Invalid(var problems) ? problems : [];

    private async Task<Result<CheckedRequest>> Check(RequestForm form, DateTimeOffset now, CancellationToken cancel) =>
        RequestCheck.Check(form, await schools.CurrentOrEmpty(cancel), DateOnly.FromDateTime(now.ToOffset(WhereDaysEndLast).DateTime));

    /// <summary>The first answer again; where the first try died before it stored the request, it is stored now under the reference that the key kept.</summary>
    private async Task<Acceptance> Repeat(Reference reference, CheckedRequest asked, DateTimeOffset now, CancellationToken cancel) =>
        await requests.Get(reference, cancel) is null ? await Store(asked, reference, now, cancel) : new Acceptance.Accepted(reference, First: false);

    private async Task<Acceptance> Store(CheckedRequest asked, Reference reference, DateTimeOffset now, CancellationToken cancel)
    {
        TableEntity? stale = null;
        var earlierHelp = await earlier.ShareOf(asked.Place, cancel);
        while (true)
        {
            var request = CoachingRequest.Receive(asked, reference, now, earlierHelp);
            var change = RequestChange.Create(request, "school", now)
                .Owes(RequestKeys.MatchWork(reference, 1), QueueNames.MatchRequests, new MatchDue(reference.ToString()))
                .Also(OpenRow(request, stale));
            await emails.OweAcknowledgement(change, cancel);
            if (await requests.Commit(change, cancel))
            {
                Received(reference, request.NeedIndex.Total);
                return new Acceptance.Accepted(reference, First: true);
            }

            stale = await requests.Open(RequestKeys.Partition(reference), request.Fingerprint, cancel);
            if (stale is null)
                reference = NewReference(asked); // One in 887 million: another request has this reference.
            else if (await EqualTo(stale, reference, now, cancel) is { } equal)
                return equal;
        }
    }

    /// <summary>The answer that the open row gives: our own success seen by a retry, an equal request, or none (that one is old or closed and makes way).</summary>
    private async Task<Acceptance?> EqualTo(TableEntity open, Reference reference, DateTimeOffset now, CancellationToken cancel)
    {
        var first = Reference.Parse(open.GetString("Reference"));
        if (first == reference)
            return new Acceptance.Accepted(reference, First: true);
        var stored = await requests.Get(first, cancel);
        return stored is { Request.IsOpen: true } && now - stored.Request.ReceivedAt < EqualWithin ? new Acceptance.Equal(first, stored.Request.State) : null;
    }

    private static TableTransactionAction OpenRow(CoachingRequest request, TableEntity? stale)
    {
        var row = new TableEntity(RequestKeys.Partition(request.Reference), RequestKeys.Open(request.Fingerprint)) { ["Reference"] = request.Reference.ToString() };
        return stale is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, stale.ETag);
    }

    private Reference NewReference(CheckedRequest asked) => Reference.Create(CoachingRequest.ShardOf(CoachingRequest.FingerprintOf(asked.Place, asked.Contact)), draw());

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reference} is received, need index {NeedIndex}.")]
    private partial void Received(Reference reference, double needIndex);
}

public abstract record KeyClaim
{
    private KeyClaim() { }

    public sealed record First : KeyClaim;

    public sealed record Repeats(Reference Reference) : KeyClaim;

    public sealed record UsedOtherwise : KeyClaim;
}

/// <summary>
/// What an <c>Idempotency-Key</c> answered (draft-ietf-httpapi-idempotency-key-header): partition <c>key-{hash}</c>, row <c>answer</c> in the table Requests.
/// Written before the request, with the reference that the request will have, so that a retry after a crash finds it.
/// </summary>
public sealed class IdempotencyKeys(ArlStorage storage)
{
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    public async Task<KeyClaim> Claim(string key, string body, Reference reference, CancellationToken cancel)
    {
        var partition = "key-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
        try
        {
            await _table.AddEntityAsync(new TableEntity(partition, "answer") { ["Reference"] = reference.ToString(), ["Body"] = body }, cancel);
            return new KeyClaim.First();
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            var row = await _table.GetEntityAsync<TableEntity>(partition, "answer", cancellationToken: cancel);
            return row.Value.GetString("Body") == body ? new KeyClaim.Repeats(Reference.Parse(row.Value.GetString("Reference"))) : new KeyClaim.UsedOtherwise();
        }
    }
}
