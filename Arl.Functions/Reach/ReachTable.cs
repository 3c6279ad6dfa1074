using System.Runtime.CompilerServices;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Schools;
using Arl.Functions.Reach.Served;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>What a change did to the schools it names; each distinct school is in one of the four.</summary>
/// <param name="New">Count from now on.</param>
/// <param name="Removed">Count no more.</param>
public sealed record ReachChange(int New, int Changed, int Unchanged, int Removed = 0)
{
    public static ReachChange None { get; } = new(0, 0, 0);

    public static ReachChange operator +(ReachChange a, ReachChange b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged, a.Removed + b.Removed);

    public static ReachChange Of(ServedBook before, ServedBook after) => (before.Now, after.Now) switch
    {
        (null, { }) => new(1, 0, 0),
        ({ }, null) => new(0, 0, 0, 1),
        ({ } was, { } becomes) when !becomes.SaysTheSameAs(was) => new(0, 1, 0),
        _ => new(0, 0, 1),
    };
}

/// <summary>
/// The table Reach: the schools served, keys in <see cref="ReachRow"/>. What is said of a school goes into its book (<see cref="ServedBook"/>), under its row's ETag:
/// writers may come twice, late and beside each other, in any order, and what stands is the same.
/// </summary>
public sealed class ReachTable(ArlStorage storage, TimeProvider clock)
{
    private const int MostInTransaction = 100;
    private const int PointReadsAtMost = 10;
    private const int MostTries = 50;
    private const int WritersBesideEachOther = 8;
    private const int MostBytes = 2_000_000; // Of 4 MB in a transaction, since a text in JSON in JSON grows.
    private readonly TableClient _table = storage.Table(TableNames.Reach);

    /// <summary>Counts each of these schools as served. After a fault part of them may be counted: call it again with all.</summary>
    /// <param name="source">Who says so: a request's reference, or <see cref="ServedImport.SourceOf"/>.</param>
    public Task<ReachChange> Count(IEnumerable<ServedSchool> mentions, string source, CancellationToken cancel) =>
        Change(mentions, (book, school, at) => book.Say(source, school, at), cancel);

    /// <summary>Takes back what the source said of these schools, at the moment of these words or before, whether or not all of it is written yet. After a fault call it again with all.</summary>
    public Task<ReachChange> TakeBack(IEnumerable<ServedSchool> mentions, string source, CancellationToken cancel) =>
        Change(mentions, (book, school, at) => book.TakeBack(source, school, at), cancel);

    /// <summary>What <see cref="Count"/> would do, in the order of the keys; nothing is written.</summary>
    public async Task<IReadOnlyList<(ServedBook Before, ServedBook After)>> Preview(IEnumerable<ServedSchool> mentions, string source, CancellationToken cancel)
    {
        var found = new List<(ServedBook Before, ServedBook After)>();
        foreach (var batch in Batches(mentions))
        {
            var stored = await Stored(batch, cancel);
            found.AddRange(batch.Select(school => (Before: BookOf(stored.GetValueOrDefault(school.Key)), School: school)).Select(one => (one.Before, one.Before.Say(source, one.School, clock.GetUtcNow()))));
        }
        return [.. found.OrderBy(one => one.After.Mentions[0].School.Key, StringComparer.Ordinal)];
    }

    /// <summary>Every school served, with what <see cref="ReachFigures"/> needs.</summary>
    public Task<IReadOnlyList<ServedSchool>> All(CancellationToken cancel) => Where(null, cancel);

    /// <summary>As <see cref="All"/>, those first introduced in a period: the storage sifts, since days as written sort as text.</summary>
    public Task<IReadOnlyList<ServedSchool>> IntroducedIn(Period period, CancellationToken cancel) =>
        Where(TableClient.CreateQueryFilter($"IntroducedOn ge {ReachRow.Day(period.From)} and IntroducedOn le {ReachRow.Day(period.To)}"), cancel);

    /// <summary>As <see cref="All"/>, as it was at a moment that is past: the same whenever it is asked. What was said is read only of the schools that have changed since.</summary>
    public async Task<IReadOnlyList<ServedSchool>> AsOf(DateTimeOffset moment, CancellationToken cancel)
    {
        var schools = new Dictionary<string, ServedSchool>(StringComparer.Ordinal);
        var changed = false;
        await foreach (var row in _table.QueryAsync<TableEntity>(select: ReachRow.CountedSince, cancellationToken: cancel))
        {
            if (row.GetDateTimeOffset("ChangedAt") > moment)
                changed = true;
            else if (ReachRow.IsInForce(row))
                schools[row.RowKey] = ReachRow.ReadCounted(row);
        }
        if (!changed)
            return [.. schools.Values];
        // After the first query, so that none which changes just then is missed; one that is met twice is taken as it was at the moment.
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"ChangedAt gt {moment}"), cancellationToken: cancel))
        {
            schools.Remove(row.RowKey);
            if (ReachRow.ReadBook(row).AsOf(moment) is { } school)
                schools[row.RowKey] = school;
        }
        return [.. schools.Values];
    }

    /// <summary>Every row with all that was ever said, for the check; those that count no more too.</summary>
    public async IAsyncEnumerable<StoredBook> Books([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in _table.QueryAsync<TableEntity>(cancellationToken: cancel))
            yield return ReachRow.ReadStored(row);
    }

    /// <summary>The schools of a district that have been served.</summary>
    public async Task<IReadOnlySet<NcesSchoolId>> ServedIn(LeaId district, CancellationToken cancel)
    {
        var served = new HashSet<NcesSchoolId>();
        var lea = district.ToString();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(lea[..2], lea), select: ["RowKey", "InForce"], cancellationToken: cancel))
        {
            if (ReachRow.IsInForce(row))
                served.Add(NcesSchoolId.Parse(row.RowKey));
        }
        return served;
    }

    /// <summary>Whether a school typed by hand has been served.</summary>
    /// <param name="key">See <see cref="Domain.Requests.RequestedPlace.TypedKey"/>.</param>
    public async Task<bool> IsServed(string key, UsState state, CancellationToken cancel) =>
        await _table.GetEntityIfExistsAsync<TableEntity>(ReachRow.TypedPartition(state), key, select: ["RowKey", "InForce"], cancellationToken: cancel) is { HasValue: true, Value: { } row } && ReachRow.IsInForce(row);

    private async Task<IReadOnlyList<ServedSchool>> Where(string? filter, CancellationToken cancel)
    {
        var schools = new List<ServedSchool>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ReachRow.Counted, cancellationToken: cancel))
        {
            if (ReachRow.IsInForce(row))
                schools.Add(ReachRow.ReadCounted(row));
        }
        return schools;
    }

    private delegate ServedBook Word(ServedBook book, ServedSchool school, DateTimeOffset at);

    private async Task<ReachChange> Change(IEnumerable<ServedSchool> mentions, Word word, CancellationToken cancel)
    {
        var batches = Batches(mentions);
        if (batches.Count == 1)
            return await ChangeBatch(batches[0], word, cancel); // As for nearly every request: nothing to do side by side.
        var changes = new ReachChange[batches.Count];
        await Parallel.ForAsync(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = WritersBesideEachOther, CancellationToken = cancel },
            async (i, stop) => changes[i] = await ChangeBatch(batches[i], word, stop));
        return changes.Aggregate(ReachChange.None, (sum, change) => sum + change);
    }

    /// <summary>Distinct schools of one partition each, by key.</summary>
    private static List<ServedSchool[]> Batches(IEnumerable<ServedSchool> mentions) =>
    [
        .. mentions.GroupBy(school => school.Key, StringComparer.Ordinal).Select(same => same.Aggregate(ServedSchool.Merge)).GroupBy(ReachRow.PartitionOf, StringComparer.Ordinal)
            .SelectMany(partition => partition.OrderBy(school => school.Key, StringComparer.Ordinal).Chunk(MostInTransaction)),
    ];

    private async Task<ReachChange> ChangeBatch(ServedSchool[] batch, Word word, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await Stored(batch, cancel);
            var at = clock.GetUtcNow();
            var changes = batch.Select(school => ChangeOf(word, school, stored.GetValueOrDefault(school.Key), at)).ToList();
            var actions = changes.Select(change => change.Action).OfType<TableTransactionAction>().ToList();
            if (batch.Length > 1 && actions.Sum(action => ReachRow.SizeOf((TableEntity)action.Entity)) > MostBytes)
                return await ChangeBatch(batch[..(batch.Length / 2)], word, cancel) + await ChangeBatch(batch[(batch.Length / 2)..], word, cancel);
            try
            {
                if (actions.Count > 0)
                    await _table.SubmitTransactionAsync(actions, cancel);
                return changes.Aggregate(ReachChange.None, (sum, change) => sum + change.Change);
            }
            catch (TableTransactionFailedException meanwhile) when (StorageFaults.IsConflict(meanwhile) && tries < MostTries)
            {
                // Another writer was faster, or the SDK's retry met its own success: go on from what stands now.
            }
        }
    }

    /// <summary>No action where the book already says all of it.</summary>
    private static (TableTransactionAction? Action, ReachChange Change) ChangeOf(Word word, ServedSchool school, TableEntity? row, DateTimeOffset at)
    {
        var before = BookOf(row);
        var after = word(before, school, at);
        var change = ReachChange.Of(before, after);
        if (ReferenceEquals(after, before))
            return (null, change);
        return (row is null ? new(TableTransactionActionType.Add, ReachRow.Write(after)) : new(TableTransactionActionType.UpdateReplace, ReachRow.Write(after), row.ETag), change);
    }

    private static ServedBook BookOf(TableEntity? row) => row is null ? ServedBook.Empty : ReachRow.ReadBook(row);

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
