using System.Security.Cryptography;
using System.Text;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Staff.SignIn;

/// <summary>
/// Who is signed in, so that signing out ends it everywhere and a sign-in is good once. Table StaffSessions, one partition; row: SHA-256 of the nonce that Entra ID's token answered, with the account's id, <c>StartedAt</c>,
/// <c>EndsAt</c> and, after a sign-out, <c>EndedAt</c>. Ended rows stay until <c>EndsAt</c>, so that the token is not taken again; then a timer deletes them. Whoever deletes a row ends that session.
/// </summary>
public sealed class StaffSessions(ArlStorage storage, TimeProvider clock)
{
    /// <summary>However busy: a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private const string Partition = "session";
    private readonly TableClient _table = storage.Table(TableNames.StaffSessions);

    /// <summary>The new session's id; null where this nonce has been used.</summary>
    internal async Task<string?> Start(string nonce, string account, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)));
        var now = clock.GetUtcNow();
        var attempt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)); // Tells our own row, met again by a retry of the SDK, from that of an earlier sign-in.
        try
        {
            await _table.AddEntityAsync(new TableEntity(Partition, id) { ["Account"] = account, ["Attempt"] = attempt, ["StartedAt"] = now, ["EndsAt"] = now + Longest }, cancel);
            return id;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return (await Find(id, cancel))?.GetString("Attempt") == attempt ? id : null;
        }
    }

    internal async Task<bool> IsOpen(string id, CancellationToken cancel) =>
        await Find(id, cancel) is { } row && row.GetDateTimeOffset("EndedAt") is null && row.GetDateTimeOffset("EndsAt") > clock.GetUtcNow();

    internal async Task End(string id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } row || row.GetDateTimeOffset("EndedAt") is not null)
            return;
        row["EndedAt"] = clock.GetUtcNow();
        try
        {
            await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException ended) when (StorageFaults.IsConflict(ended)) // Only an end changes a row: another sign-out was first, or a retry of the SDK met its own success.
        {
        }
    }

    internal async Task Forget(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, select: ["PartitionKey", "RowKey", "EndsAt"], cancellationToken: cancel))
        {
            if (row.GetDateTimeOffset("EndsAt") < now)
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
        }
    }

    private async Task<TableEntity?> Find(string id, CancellationToken cancel) => await _table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancel) is { HasValue: true, Value: var row } ? row : null;
}
