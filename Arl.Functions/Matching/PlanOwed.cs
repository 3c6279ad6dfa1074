using System.Text.Json;
using Arl.Functions.Coaches;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Matching;

/// <summary>The owed plan as it was found; done only if nothing changed since.</summary>
public sealed record PlanClaim(ETag ETag);

/// <summary>
/// The plan that changes of places owe: one row (<c>outbox_plan</c>, in the partition of the coaches, written in the change's own transaction) however many changes there are,
/// and for each change a message that shows up a little later. A message that finds a younger change leaves the plan to that one's message, but not for ever: so a burst of changes is one plan.
/// </summary>
public sealed class PlanOwed(ArlStorage storage, IOptions<MatchingOptions> options, TimeProvider clock)
{
    internal const string Key = OutboxMessage.Prefix + "plan";
    private static readonly TimeSpan LongestPutOff = TimeSpan.FromSeconds(30);
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    private TimeSpan Delay => TimeSpan.FromSeconds(options.Value.PlanAfterSeconds);

    /// <summary>For the transaction that changes places, and then for <see cref="Outbox.Dispatch"/>.</summary>
    public (TableTransactionAction Action, OutboxMessage Message) Owe()
    {
        var now = clock.GetUtcNow();
        var message = OutboxMessage.For(CoachesTable.Partition, "plan", QueueNames.PlanWaiting, new PlanDue(now)) with { Delay = Delay };
        var row = new TableEntity(CoachesTable.Partition, Key)
        {
            ["Queue"] = message.Queue,
            ["Body"] = message.Body,
            ["CreatedAt"] = now,
            ["NextAt"] = now + Delay + OutboxSchedule.FirstWait,
            ["Tries"] = 0,
        };
        return (new(TableTransactionActionType.UpsertMerge, row), message); // Merged, since PutOffAt must outlive the next change.
    }

    /// <summary>Places changed and the plan for it is not made yet.</summary>
    public async Task<bool> IsPending(CancellationToken cancel) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(CoachesTable.Partition, Key, select: ["RowKey"], cancellationToken: cancel)).HasValue;

    /// <summary>Null where the plan is made already, or a younger change's message will bring it.</summary>
    public async Task<PlanClaim?> Claim(PlanDue due, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(CoachesTable.Partition, Key, cancellationToken: cancel);
        if (!row.HasValue)
            return null;
        var newest = JsonSerializer.Deserialize<PlanDue>(row.Value!.GetString("Body"))!;
        return newest.ChangedAt > due.ChangedAt && await PutOff(row.Value, cancel) ? null : new(row.Value.ETag);
    }

    /// <summary>The plan is carried out. False: places changed meanwhile, and a plan is owed again.</summary>
    public async Task<bool> Done(PlanClaim claim, CancellationToken cancel)
    {
        try
        {
            await _table.DeleteEntityAsync(CoachesTable.Partition, Key, claim.ETag, cancel);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    /// <summary>False once it was put off too long: changes that never stop must not keep the plan from being made.</summary>
    private async Task<bool> PutOff(TableEntity row, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (row.GetDateTimeOffset("PutOffAt") is { } since)
            return now - since < LongestPutOff;
        try
        {
            await _table.UpdateEntityAsync(new TableEntity(row.PartitionKey, row.RowKey) { ["PutOffAt"] = now }, row.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return true; // A still younger change, or planned already.
        }
        return true;
    }
}
