using System.Globalization;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;

namespace Arl.Benchmarks.Requests;

/// <summary>Another request in the place of the recorded one: keys of its own, everything else as it was.</summary>
internal sealed class Another(Reference recorded, NcesSchoolId recordedSchool, int number, NcesSchoolId school)
{
    private readonly Reference _own = Reference.Create(number % 31, (ulong)number * 7_919);

    /// <summary>Its messages, in the order in which they were sent.</summary>
    public Queue<(string Queue, SendReceipt Receipt)> Sent { get; } = new();

    public string Partition(string table, string partition) => table switch
    {
        TableNames.Requests => _own.Shard.ToString(),
        TableNames.Reach => school.ToString()[..2],
        _ => partition,
    };

    public string Key(string key) =>
        key.StartsWith("open_", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"open_{number:D32}")
        : key == recordedSchool.ToString() ? school.ToString()
        : key.Replace(recorded.ToString(), _own.ToString(), StringComparison.Ordinal);

    public string Filter(string filter) => filter.Replace(recorded.ToString(), _own.ToString(), StringComparison.Ordinal)
        .Replace($"PartitionKey eq '{recorded.Shard}'", $"PartitionKey eq '{_own.Shard}'", StringComparison.Ordinal);

    public TableEntity Of(string table, TableEntity entity) => new(entity) { PartitionKey = Partition(table, entity.PartitionKey), RowKey = Key(entity.RowKey) };

    /// <summary>As a row of plain columns, whatever class it was written as.</summary>
    public static TableEntity Copy(ITableEntity entity)
    {
        if (entity is TableEntity plain)
            return new(plain);
        var copy = new TableEntity(entity.PartitionKey, entity.RowKey);
        foreach (var property in entity.GetType().GetProperties().Where(property => property.CanWrite && property.Name is not ("PartitionKey" or "RowKey" or "ETag" or "Timestamp")))
            if (property.GetValue(entity) is { } value)
                copy[property.Name] = value;
        return copy;
    }
}
