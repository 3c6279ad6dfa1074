using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Coaches;
using Arl.Functions.Matching;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>What became of a change that staff wanted to make to one coach.</summary>
public enum CoachEdited
{
    /// <summary>It is so now, also where it was already.</summary>
    Done,

    /// <summary>The coach's facts are not those that were seen.</summary>
    Changed,
    NotThere,
}

/// <param name="What">In words of ours and of the coach file: <c>capacity: 3 → 5</c>.</param>
/// <param name="Why">In the words of who did it.</param>
public sealed record CoachChange(DateTimeOffset At, string By, string What, string Why);

/// <summary>
/// What staff change of one coach by hand: written with its reason (row <c>change_{id}_{newest first}_{n}</c>) and the plan that it owes in one transaction, under the row's ETag.
/// Whoever looked at older facts is refused; a place that was taken meanwhile is no newer fact. An edit counts as said now: an older file that is applied late leaves it alone.
/// </summary>
public sealed class CoachEdits(ArlStorage storage, Outbox outbox, PlanOwed plan, TimeProvider clock)
{
    private const string StatedBy = "edit";
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    /// <summary>The same for the same facts of a coach, whatever places they have.</summary>
    public static string VersionOf(Coach coach) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CoachRow.Json(coach))).AsSpan(0, 16));

    /// <param name="seen">The version that the change was made from.</param>
    public Task<CoachEdited> Save(Coach coach, string seen, string by, string why, CancellationToken cancel) => Write(coach.Id, row =>
    {
        var before = CoachRow.CoachOf(row);
        if (CoachRow.Json(before) == CoachRow.Json(coach))
            return new(CoachEdited.Done, null);
        if (VersionOf(before) != seen)
            return new(CoachEdited.Changed, null);
        var now = clock.GetUtcNow();
        var stated = row.GetDateTimeOffset("StatedAt") is { } last && last >= now ? last.AddMilliseconds(1) : now;
        var change = new TableEntity(row.PartitionKey, row.RowKey) { ["Data"] = CoachRow.Json(coach), ["StatedAt"] = stated, ["StatedBy"] = StatedBy };
        return new(CoachEdited.Done, new(change, string.Join("; ", CoachCsv.Differences(before, coach)), OwesPlan: true));
    }, by, why, cancel);

    /// <summary>The coach gets no request before that day; null ends a pause.</summary>
    public Task<CoachEdited> Pause(string coachId, DateOnly? until, string by, string why, CancellationToken cancel) => Write(coachId, row =>
    {
        var day = until?.ToString("O", CultureInfo.InvariantCulture) ?? "";
        if ((row.GetString(CoachRow.PausedUntil) ?? "") == day)
            return new(CoachEdited.Done, null);
        var change = new TableEntity(row.PartitionKey, row.RowKey) { [CoachRow.PausedUntil] = day };
        return new(CoachEdited.Done, new(change, until is null ? "pause ended" : "paused until " + day, OwesPlan: until is null));
    }, by, why, cancel);

    /// <summary>What was changed by hand, the newest first.</summary>
    public async Task<IReadOnlyList<CoachChange>> Of(string coachId, int most, CancellationToken cancel)
    {
        var changes = new List<CoachChange>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(CoachesTable.Partition, Prefix(coachId)), maxPerPage: most, cancellationToken: cancel).Take(most))
            changes.Add(new(row.GetDateTimeOffset("At")!.Value, row.GetString("By"), row.GetString("What"), row.GetString("Why")));
        return changes;
    }

    /// <summary>With which the keys of a coach's changes start.</summary>
    internal static string Prefix(string coachId) => $"change_{coachId}_";

    private sealed record Wanted(TableEntity Row, string What, bool OwesPlan);

    private sealed record Decided(CoachEdited Edited, Wanted? Wanted);

    private async Task<CoachEdited> Write(string coachId, Func<TableEntity, Decided> decide, string by, string why, CancellationToken cancel)
    {
        while (true)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(CoachesTable.Partition, CoachRow.Key(coachId), cancellationToken: cancel);
            if (!row.HasValue)
                return CoachEdited.NotThere;
            if (decide(row.Value!) is not { Wanted: { } wanted } decided)
                return decide(row.Value!).Edited;
            if (await Commit(row.Value!, coachId, wanted, by, why, cancel))
                return decided.Edited;
        }
    }

    /// <summary>False: the row changed since it was read, or the SDK's retry met its own success.</summary>
    private async Task<bool> Commit(TableEntity read, string coachId, Wanted wanted, string by, string why, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var change = new TableEntity(read.PartitionKey, $"{Prefix(coachId)}{TableKey.NewestFirst(now)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}")
        {
            ["At"] = now,
            ["By"] = by,
            ["What"] = wanted.What,
            ["Why"] = why,
        };
        var (owe, message) = plan.Owe();
        TableTransactionAction[] actions = [new(TableTransactionActionType.UpdateMerge, wanted.Row, read.ETag), new(TableTransactionActionType.Add, change)];
        try
        {
            await _table.SubmitTransactionAsync(wanted.OwesPlan ? [.. actions, owe] : actions, cancel);
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
        if (wanted.OwesPlan)
            await outbox.Dispatch([message], cancel);
        return true;
    }
}
