using Azure;
using Azure.Data.Tables;

namespace Arl.Tests.Support;

/// <summary>A row as stored; never changed, only replaced.</summary>
internal sealed record MemoryRow(string Partition, string Key, IReadOnlyDictionary<string, object> Values, string ETag, DateTimeOffset Timestamp)
{
    public object? Get(string name) => name switch
    {
        "PartitionKey" => Partition,
        "RowKey" => Key,
        "Timestamp" => Timestamp,
        _ => Values.GetValueOrDefault(name),
    };
}

/// <summary>One table of an account in memory: its rows in the order of their keys, and what the service checks of a write.</summary>
internal sealed class MemoryTable(string name, TimeProvider clock)
{
    private const int MostInTransaction = 100;
    private const int LongestText = 32 * 1024;
    private readonly Lock _lock = new();
    private readonly SortedList<string, SortedList<string, MemoryRow>> _partitions = new(StringComparer.Ordinal);
    private long _writes;

    public string Name => name;

    public bool Exists { get; set; }

    /// <summary>How often a row was written or deleted.</summary>
    public long Writes => _writes;

    /// <summary>With all its rows; whether it was there.</summary>
    public bool Remove()
    {
        lock (_lock)
        {
            var was = Exists;
            Exists = false;
            _partitions.Clear();
            return was;
        }
    }

    /// <summary>Its rows as they are, for <see cref="Restore"/>.</summary>
    public object Keep() => Copy(_partitions);

    public void Restore(object kept)
    {
        lock (_lock)
        {
            _partitions.Clear();
            foreach (var (partition, rows) in Copy((SortedList<string, SortedList<string, MemoryRow>>)kept))
                _partitions.Add(partition, rows);
        }
    }

    /// <summary>All that another holds, under the ETags that it has there.</summary>
    public void TakeOver(MemoryTable other)
    {
        (Exists, _writes) = (other.Exists, other._writes);
        Restore(other.Keep());
    }

    /// <exception cref="RequestFailedException">400: no key of a table may be so.</exception>
    public MemoryRow? Find(string partition, string key)
    {
        lock (_lock)
        {
            MustExist();
            if (!IsKey(partition) || !IsKey(key))
                throw MemoryResponse.Fault(400, "OutOfRangeInput");
            return _partitions.TryGetValue(partition, out var rows) && rows.TryGetValue(key, out var row) ? row : null;
        }
    }

    /// <summary>At most so many rows that match, in order, after the one where the last page ended.</summary>
    public IReadOnlyList<MemoryRow> Read(MemoryFilter filter, (string Partition, string Key)? after, int most)
    {
        lock (_lock)
        {
            MustExist();
            return [.. InRange(filter).Where(row => after is not { } last || IsAfter(row, last)).Where(filter.Matches).Take(most)];
        }
    }

    /// <summary>All of it or nothing.</summary>
    /// <exception cref="TableTransactionFailedException">What one action meets, by its index.</exception>
    public IReadOnlyList<Response> Apply(IReadOnlyList<TableTransactionAction> actions)
    {
        lock (_lock)
        {
            MustExist();
            MustBeOneTransaction(actions);
            for (var index = 0; index < actions.Count; index++)
                if (Refusal(actions[index]) is { } refused)
                    throw Failed(refused, index);
            return [.. actions.Select(Write)];
        }
    }

    /// <summary>One write outside a transaction.</summary>
    public Response ApplyOne(TableTransactionAction action)
    {
        lock (_lock)
        {
            MustExist();
            return Refusal(action) is { } refused ? throw refused : Write(action);
        }
    }

    private IEnumerable<MemoryRow> InRange(MemoryFilter filter)
    {
        if (filter.Partition is not { } partition)
            return _partitions.Values.SelectMany(rows => rows.Values);
        return _partitions.TryGetValue(partition, out var found) ? Between(found, filter.From, filter.Until) : [];
    }

    private static IEnumerable<MemoryRow> Between(SortedList<string, MemoryRow> rows, string from, string? until)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(rows.GetKeyAtIndex(middle), from) < 0 ? (middle + 1, high) : (low, middle);
        }
        for (; low < rows.Count && (until is null || string.CompareOrdinal(rows.GetKeyAtIndex(low), until) < 0); low++)
            yield return rows.GetValueAtIndex(low);
    }

    private static bool IsAfter(MemoryRow row, (string Partition, string Key) last) => string.CompareOrdinal(row.Partition, last.Partition) switch
    {
        0 => string.CompareOrdinal(row.Key, last.Key) > 0,
        var order => order > 0,
    };

    private RequestFailedException? Refusal(TableTransactionAction action)
    {
        if (action.ActionType is not TableTransactionActionType.Delete && MemoryEntity.Texts(action.Entity).Any(text => text.Length > LongestText))
            return MemoryResponse.Fault(400, "PropertyValueTooLarge");
        var stored = Find(action.Entity.PartitionKey, action.Entity.RowKey);
        return action.ActionType switch
        {
            TableTransactionActionType.Add => stored is null ? null : MemoryResponse.Fault(409, "EntityAlreadyExists"),
            TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
            _ when stored is null => MemoryResponse.Fault(404, "ResourceNotFound"),
            _ => action.ETag == ETag.All || action.ETag.ToString() == stored.ETag ? null : MemoryResponse.Fault(412, "UpdateConditionNotSatisfied"),
        };
    }

    private MemoryResponse Write(TableTransactionAction action)
    {
        var (partition, key) = (action.Entity.PartitionKey, action.Entity.RowKey);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            _partitions[partition].Remove(key);
            _writes++;
            return MemoryResponse.Done;
        }
        var values = MemoryEntity.Values(action.Entity);
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge && Find(partition, key) is { } before)
            foreach (var (name, value) in before.Values)
                values.TryAdd(name, value);
        var row = new MemoryRow(partition, key, values, MemoryResponse.NewETag(++_writes), clock.GetUtcNow());
        if (!_partitions.TryGetValue(partition, out var rows))
            _partitions[partition] = rows = new(StringComparer.Ordinal);
        rows[key] = row;
        return new MemoryResponse(204, row.ETag);
    }

    /// <summary>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model: up to 1 KiB, and not these characters.</summary>
    private static bool IsKey(string key) => key.Length <= 512 && !key.Any(one => one is '/' or '\\' or '#' or '?' || char.IsControl(one));

    private static SortedList<string, SortedList<string, MemoryRow>> Copy(SortedList<string, SortedList<string, MemoryRow>> partitions)
    {
        var copy = new SortedList<string, SortedList<string, MemoryRow>>(partitions.Count, StringComparer.Ordinal);
        foreach (var (partition, rows) in partitions)
            copy.Add(partition, new(rows, StringComparer.Ordinal));
        return copy;
    }

    private void MustExist()
    {
        if (!Exists)
            throw MemoryResponse.Fault(404, "TableNotFound");
    }

    private static void MustBeOneTransaction(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count > MostInTransaction)
            throw Failed(MemoryResponse.Fault(400, "InvalidInput"), MostInTransaction - 1);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < actions.Count; index++)
        {
            if (actions[index].Entity.PartitionKey != actions[0].Entity.PartitionKey)
                throw Failed(MemoryResponse.Fault(400, "CommandsInBatchActOnDifferentPartitions"), index);
            if (!keys.Add(actions[index].Entity.RowKey))
                throw Failed(MemoryResponse.Fault(400, "InvalidDuplicateRow"), index);
        }
    }

    private static TableTransactionFailedException Failed(RequestFailedException refused, int index)
    {
        refused.Data["FailedEntity"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture); // Where the SDK itself keeps it.
        return new(refused);
    }
}
