using Azure.Data.Tables;

namespace Arl.Functions.Storage;

/// <summary>Queries by key: one partition, the rows whose key starts with a prefix. No other row is scanned.</summary>
public static class KeyRange
{
    public static string Of(string partition, string prefix)
    {
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}");
    }

    /// <param name="sift">What else must hold of a row, as <see cref="TableClient.CreateQueryFilter(FormattableString)"/> takes it.</param>
    public static string Of(string partition, string prefix, FormattableString sift) => $"({Of(partition, prefix)}) and ({TableClient.CreateQueryFilter(sift)})";
}
