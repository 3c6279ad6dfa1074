using Azure.Data.Tables;

namespace Arl.Functions.Storage;

/// <summary>Queries by key alone: one partition, the rows whose key starts with a prefix. Nothing else is scanned.</summary>
public static class KeyRange
{
    public static string Of(string partition, string prefix)
    {
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}");
    }
}
