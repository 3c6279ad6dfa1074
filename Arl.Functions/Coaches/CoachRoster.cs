using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Coaches;

/// <summary>
/// Writes one import into the coaches' rows. Each row keeps which import says so (<c>StatedAt</c>, <c>StatedBy</c>), also where the import says nothing new:
/// by that an older one which is applied late leaves the row alone.
/// </summary>
internal sealed class CoachRoster(TableClient table, Outbox outbox, PlanOwed plan, ImportStamp stamp)
{
    /// <summary>With the plan that they owe to the waiting: 100 is the most that one transaction takes.</summary>
    private const int MostInTransaction = 99;
    private const int MostTries = 50;
    private const int MostExamples = 50;
    private Dictionary<string, TableEntity> _stored = [];

    private enum Effect { New, Changed, SaidAgain, None }

    public async Task<ImportCounts> Load(IReadOnlyList<Coach> coaches, CancellationToken cancel)
    {
        var effects = new List<Effect>();
        _stored = await Stored(cancel);
        foreach (var batch in coaches.Chunk(MostInTransaction))
            effects.AddRange(await LoadBatch(batch, cancel));
        var (added, changed) = (effects.Count(effect => effect == Effect.New), effects.Count(effect => effect == Effect.Changed));
        return new(added, changed, coaches.Count - added - changed);
    }

    /// <summary>What <see cref="Load"/> would do; nothing is written.</summary>
    public async Task<ImportPreview> Preview(IReadOnlyList<Coach> coaches, CancellationToken cancel)
    {
        _stored = await Stored(cancel);
        var changes = coaches.Select(coach => (Coach: coach, Effect: EffectOf(coach))).Where(one => one.Effect is Effect.New or Effect.Changed).ToList();
        var added = changes.Count(one => one.Effect == Effect.New);
        return new(new(added, changes.Count - added, coaches.Count - changes.Count), [.. changes.Take(MostExamples).Select(one => one.Effect == Effect.New
            ? $"{one.Coach.Id} is new: {one.Coach.Name}, {one.Coach.Organization}, {InWords.Count(one.Coach.Capacity, "place")}"
            : $"{one.Coach.Id}: {string.Join("; ", CoachCsv.Differences(CoachRow.CoachOf(_stored[one.Coach.Id]), one.Coach))}")]);
    }

    private async Task<IReadOnlyList<Effect>> LoadBatch(Coach[] batch, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var effects = batch.Select(EffectOf).ToList();
            try
            {
                await Write(batch.Zip(effects).Where(one => one.Second != Effect.None), cancel);
                return effects;
            }
            catch (TableTransactionFailedException meanwhile) when (StorageFaults.IsConflict(meanwhile) && tries < MostTries)
            {
                _stored = await Stored(cancel); // Another import added or changed one of them, a place was taken, or the SDK's retry met its own success.
            }
        }
    }

    private Effect EffectOf(Coach coach)
    {
        if (!_stored.TryGetValue(coach.Id, out var row))
            return Effect.New;
        var said = row.GetDateTimeOffset("StatedAt") is { } at ? new ImportStamp(at, row.GetString("StatedBy")) : null;
        if (stamp.IsOlderThan(said))
            return Effect.None;
        if (CoachRow.Json(CoachRow.CoachOf(row)) != CoachRow.Json(coach))
            return Effect.Changed;
        return stamp == said ? Effect.None : Effect.SaidAgain;
    }

    private async Task Write(IEnumerable<(Coach Coach, Effect Effect)> changes, CancellationToken cancel)
    {
        var actions = changes.Select(change => Action(change.Coach, change.Effect)).ToList();
        var places = changes.Any(change => change.Effect != Effect.SaidAgain);
        var (owe, message) = plan.Owe();
        if (places)
            actions.Add(owe);
        if (actions.Count > 0)
            await table.SubmitTransactionAsync(actions, cancel);
        if (places)
            await outbox.Dispatch([message], cancel);
    }

    private TableTransactionAction Action(Coach coach, Effect effect)
    {
        var row = new TableEntity(CoachesTable.Partition, CoachRow.Key(coach.Id)) { ["Data"] = CoachRow.Json(coach), ["StatedAt"] = stamp.AcceptedAt, ["StatedBy"] = stamp.ImportId };
        if (effect != Effect.New)
            return new(TableTransactionActionType.UpdateMerge, row, _stored[coach.Id].ETag);
        row["Taken"] = 0;
        return new(TableTransactionActionType.Add, row);
    }

    private async Task<Dictionary<string, TableEntity>> Stored(CancellationToken cancel)
    {
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(KeyRange.Of(CoachesTable.Partition, CoachRow.Prefix), cancellationToken: cancel))
            rows[row.RowKey[CoachRow.Prefix.Length..]] = row;
        return rows;
    }
}
