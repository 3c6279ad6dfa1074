using System.Globalization;
using Arl.Domain.LearningCalls.Library;
using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// How often each resource was opened, by month of the network's calendar: rows <c>uses_{id}_{yyyy-MM}</c> with a <c>Count</c>, and nothing else. However many open one at the same moment, each is counted;
/// where the answer to a write is lost, one may be counted twice.
/// </summary>
public sealed class ResourceUses(ArlStorage storage, NetworkClock zone, TimeProvider clock)
{
    private const string Prefix = "uses_";
    private const string Month = "yyyy-MM";
    private readonly TableClient _table = storage.Table(TableNames.Resources);

    public async Task Count(string id, CancellationToken cancel)
    {
        var key = $"{Prefix}{id}_{zone.DayOf(clock.GetUtcNow()).ToString(Month, CultureInfo.InvariantCulture)}";
        while (true)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(ResourcesTable.Partition, key, cancellationToken: cancel);
            var counted = new TableEntity(ResourcesTable.Partition, key) { ["Count"] = (row.HasValue ? row.Value!.GetInt32("Count")!.Value : 0) + 1 };
            try
            {
                await (row.HasValue ? _table.UpdateEntityAsync(counted, row.Value!.ETag, TableUpdateMode.Replace, cancel) : _table.AddEntityAsync(counted, cancel));
                return;
            }
            catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
            {
                // Somebody else was counted at the same moment: one of all those that meet here has got through, so this ends.
            }
        }
    }

    /// <summary>By resource and first day of the month.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, int>>> All(CancellationToken cancel)
    {
        var all = new Dictionary<string, IReadOnlyDictionary<DateOnly, int>>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(ResourcesTable.Partition, Prefix), cancellationToken: cancel))
        {
            var parts = row.RowKey[Prefix.Length..].Split('_');
            var months = all.TryGetValue(parts[0], out var known) ? (Dictionary<DateOnly, int>)known : [];
            months[Resource.MonthOf(DateOnly.ParseExact(parts[1], Month, CultureInfo.InvariantCulture))] = row.GetInt32("Count")!.Value;
            all[parts[0]] = months;
        }
        return all;
    }
}
