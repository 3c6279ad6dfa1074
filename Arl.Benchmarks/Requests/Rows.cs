using Azure;
using Azure.Data.Tables;

namespace Arl.Benchmarks.Requests;

/// <summary>Deletes what a measure has left, a hundred rows at once.</summary>
internal static class Rows
{
    private const int MostInTransaction = 100;

    /// <returns>How many.</returns>
    public static async Task<int> Delete(TableClient table, string? filter)
    {
        var rows = await table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"]).ToListAsync();
        foreach (var batch in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(MostInTransaction)))
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)));
        return rows.Count;
    }
}
