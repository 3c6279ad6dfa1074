using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Requests;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Requests;

/// <summary>What the row of an Idempotency-Key says.</summary>
/// <param name="Hash">Of the key; its own text is not stored.</param>
/// <param name="Body">A hash of the request that the key came with.</param>
/// <param name="Reference">What the key's request has, or will have.</param>
/// <param name="Answer">The answer given, where it named an equal request.</param>
/// <param name="IsNew">This call claimed it, so nothing can have been answered before.</param>
public sealed record IdempotencyKey(string Hash, string Body, Reference Reference, Acceptance.Equal? Answer, ETag ETag, bool IsNew = false);

/// <summary>
/// What an <c>Idempotency-Key</c> answered (draft-ietf-httpapi-idempotency-key-header): partition <c>key-{hash}</c>, row <c>answer</c> in the table Requests.
/// Written before the request, with the reference that the request will have, so that a retry after a crash finds it.
/// </summary>
public sealed class IdempotencyKeys(ArlStorage storage)
{
    private const string Row = "answer";
    private readonly TableClient _table = storage.Table(TableNames.Requests);

    /// <summary>The key's row, made with this reference where there is none yet.</summary>
    public async Task<IdempotencyKey> Claim(string key, string body, Reference reference, CancellationToken cancel)
    {
        var claimed = new IdempotencyKey(HashOf(key), body, reference, Answer: null, ETag: default, IsNew: true);
        try
        {
            var added = await _table.AddEntityAsync(Write(claimed), cancel);
            return claimed with { ETag = added.Headers.ETag!.Value };
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return await Read(claimed.Hash, cancel);
        }
    }

    /// <summary>Forgets the keys that made these requests, or were answered with them: in one look at all keys.</summary>
    public async Task Forget(IReadOnlySet<string> references, CancellationToken cancel)
    {
        if (references.Count == 0)
            return;
        var (first, end) = (PartitionOf(""), "key.");
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {end}"), select: ["PartitionKey", "RowKey", "Reference", "EqualTo"], cancellationToken: cancel))
            if (references.Contains(row.GetString("Reference")) || (row.GetString("EqualTo") is { } equal && references.Contains(equal)))
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
    }

    /// <summary>Null where the key is new.</summary>
    public async Task<IdempotencyKey?> Find(string key, CancellationToken cancel)
    {
        var hash = HashOf(key);
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(hash), Row, cancellationToken: cancel);
        return row.HasValue ? Read(hash, row.Value!) : null;
    }

    /// <summary>Writes it under its ETag. Of two at once the first decides: the other gets what the row says now, and goes by that.</summary>
    public async Task<IdempotencyKey> Save(IdempotencyKey key, CancellationToken cancel)
    {
        try
        {
            var saved = await _table.UpdateEntityAsync(Write(key), key.ETag, TableUpdateMode.Replace, cancel);
            return key with { ETag = saved.Headers.ETag!.Value };
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return await Read(key.Hash, cancel);
        }
    }

    private async Task<IdempotencyKey> Read(string hash, CancellationToken cancel) =>
        Read(hash, (await _table.GetEntityAsync<TableEntity>(PartitionOf(hash), Row, cancellationToken: cancel)).Value);

    private static IdempotencyKey Read(string hash, TableEntity row)
    {
        var answer = row.GetString("EqualTo") is { } equal ? new Acceptance.Equal(Reference.Parse(equal), Enum.Parse<RequestState>(row.GetString("EqualStatus"))) { AwaitsConfirmation = row.GetBoolean("EqualAwaits") is true } : null;
        return new(hash, row.GetString("Body"), Reference.Parse(row.GetString("Reference")), answer, row.ETag);
    }

    private static TableEntity Write(IdempotencyKey key) => new(PartitionOf(key.Hash), Row)
    {
        ["Reference"] = key.Reference.ToString(),
        ["Body"] = key.Body,
        ["EqualTo"] = key.Answer?.Reference.ToString(),
        ["EqualStatus"] = key.Answer?.State.ToString(),
        ["EqualAwaits"] = key.Answer?.AwaitsConfirmation,
    };

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static string PartitionOf(string hash) => "key-" + hash;
}
