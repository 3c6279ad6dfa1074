using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>What counting some schools changed; each distinct school is in one of the three.</summary>
public sealed record ReachChange(int New, int Changed, int Unchanged)
{
    public static ReachChange None { get; } = new(0, 0, 0);

    public static ReachChange operator +(ReachChange a, ReachChange b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged);
}

/// <summary>
/// The table Reach: the schools served, keys in <see cref="ReachRow"/>. A mention is merged into the row that stands (<see cref="ServedSchool.Merge"/>), under its ETag:
/// writers may come twice, late and beside each other, in any order, and the rows are the same.
/// </summary>
public sealed class ReachTable(ArlStorage storage)
{
    private const int MostInTransaction = 100;
    private const int PointReadsAtMost = 10;
    private const int MostTries = 50;
    private const int WritersBesideEachOther = 8;
    private readonly TableClient _table = storage.Table(TableNames.Reach);

    /// <summary>Counts each of these schools as served. After a fault part of them may be counted: call it again with all.</summary>
    public async Task<ReachChange> Count(IEnumerable<ServedSchool> mentions, CancellationToken cancel)
    {
        var batches = mentions.GroupBy(school => school.Key, StringComparer.Ordinal).Select(same => same.Aggregate(ServedSchool.Merge))
            .GroupBy(ReachRow.PartitionOf, StringComparer.Ordinal)
            .SelectMany(partition => partition.OrderBy(school => school.Key, StringComparer.Ordinal).Chunk(MostInTransaction)).ToList();

        if (batches.Count == 1)
            return await CountBatch(batches[0], cancel); // As for nearly every request: nothing to do side by side.
        var changes = new ReachChange[batches.Count];
        await Parallel.ForAsync(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = WritersBesideEachOther, CancellationToken = cancel },
            async (i, stop) => changes[i] = await CountBatch(batches[i], stop));
        return changes.Aggregate(ReachChange.None, (sum, change) => sum + change);
    }

    /// <summary>Every school served, with what <see cref="ReachFigures"/> needs.</summary>
    public Task<IReadOnlyList<ServedSchool>> All(CancellationToken cancel) => Where(null, cancel);

    /// <summary>As <see cref="All"/>, those first introduced in a period: the storage sifts, since days as written sort as text.</summary>
    public Task<IReadOnlyList<ServedSchool>> IntroducedIn(EquityPeriod period, CancellationToken cancel) =>
        Where(TableClient.CreateQueryFilter($"IntroducedOn ge {ReachRow.Day(period.From)} and IntroducedOn le {ReachRow.Day(period.To)}"), cancel);

    private async Task<IReadOnlyList<ServedSchool>> Where(string? filter, CancellationToken cancel)
    {
        var schools = new List<ServedSchool>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ReachRow.Counted, cancellationToken: cancel))
            schools.Add(ReachRow.ReadCounted(row));
        return schools;
    }

    /// <summary>The schools of a district that have been served.</summary>
    public async Task<IReadOnlySet<NcesSchoolId>> ServedIn(LeaId district, CancellationToken cancel)
    {
        var served = new HashSet<NcesSchoolId>();
        var lea = district.ToString();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(lea[..2], lea), select: ["RowKey"], cancellationToken: cancel))
            served.Add(NcesSchoolId.Parse(row.RowKey));
        return served;
    }

    /// <summary>Whether a school typed by hand has been served.</summary>
    /// <param name="key">See <see cref="Domain.Requests.RequestedPlace.TypedKey"/>.</param>
    public async Task<bool> IsServed(string key, UsState state, CancellationToken cancel) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(ReachRow.TypedPartition(state), key, select: ["RowKey"], cancellationToken: cancel)).HasValue;

    /// <param name="batch">Distinct schools of one partition, by key.</param>
    private async Task<ReachChange> CountBatch(ServedSchool[] batch, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await Stored(batch, cancel);
            var merges = batch.Select(school => MergeOf(school, stored.GetValueOrDefault(school.Key))).ToList();
            var actions = merges.Select(merge => merge.Action).OfType<TableTransactionAction>().ToList();
            try
            {
                if (actions.Count > 0)
                    await _table.SubmitTransactionAsync(actions, cancel);
                return merges.Aggregate(ReachChange.None, (sum, merge) => sum + merge.Change);
            }
            catch (TableTransactionFailedException meanwhile) when (meanwhile.Status is 404 or 409 or 412 && tries < MostTries)
            {
                // Another writer was faster, or the SDK's retry met its own success: merge into what stands now.
            }
        }
    }

    /// <summary>
    /// No action where the row already says all of it. Facts that are only stated again are no change, but the moment is kept:
    /// by it the row goes above an older word that arrives later, as an import does which a crash held up.
    /// </summary>
    private static (TableTransactionAction? Action, ReachChange Change) MergeOf(ServedSchool mention, TableEntity? row)
    {
        if (row is null)
            return (new(TableTransactionActionType.Add, ReachRow.Write(mention)), new(1, 0, 0));
        var stored = ReachRow.Read(row);
        var merged = ServedSchool.Merge(stored, mention);
        var change = merged.SaysTheSameAs(stored) ? new ReachChange(0, 0, 1) : new ReachChange(0, 1, 0);
        return (merged == stored ? null : new(TableTransactionActionType.UpdateReplace, ReachRow.Write(merged), row.ETag), change);
    }

    /// <summary>A few by their keys; many by the range they lie in.</summary>
    private async Task<Dictionary<string, TableEntity>> Stored(ServedSchool[] batch, CancellationToken cancel)
    {
        var partition = ReachRow.PartitionOf(batch[0]);
        if (batch.Length <= PointReadsAtMost)
        {
            var reads = await Task.WhenAll(batch.Select(school => _table.GetEntityIfExistsAsync<TableEntity>(partition, school.Key, cancellationToken: cancel)));
            return reads.Where(read => read.HasValue).Select(read => read.Value!).ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        }
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {batch[0].Key} and RowKey le {batch[^1].Key}");
        await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancel))
            rows[row.RowKey] = row;
        return rows;
    }
}
