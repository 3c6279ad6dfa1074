using System.Globalization;
using Arl.Domain;
using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.LearningCalls.Library;

/// <summary>
/// How often each resource was opened, by month of the network's calendar: rows <c>uses_{id}_{yyyy-MM}</c> with a <c>Count</c>, and nothing else; and how often the library was, by day: rows <c>opened_{yyyy-MM-dd}</c>. Of five that open one at the same moment each is counted, of more some may not be;
/// where the answer to a write is lost, one may be counted twice.
/// </summary>
public sealed class ResourceUses(ArlStorage storage, NetworkClock zone, TimeProvider clock)
{
    private const string Prefix = "uses_";
    private const string Opened = "opened_";
    private const string Month = "yyyy-MM";
    private const int MostTries = 5; // Anybody may open, so many at once must not try for ever.
    private readonly TableClient _table = storage.Table(TableNames.Resources);

    /// <summary>False: it could not be counted.</summary>
    public async Task<bool> Count(string id, CancellationToken cancel)
    {
        var day = zone.DayOf(clock.GetUtcNow());
        string[] keys = [$"{Prefix}{id}_{day.ToString(Month, CultureInfo.InvariantCulture)}", $"{Opened}{day.ToString("O", CultureInfo.InvariantCulture)}"];
        for (var tried = 0; tried < MostTries; tried++)
        {
            var counted = new List<TableTransactionAction>();
            foreach (var key in keys)
                counted.Add(await OneMore(key, cancel));
            try
            {
                await _table.SubmitTransactionAsync(counted, cancel);
                return true;
            }
            catch (TableTransactionFailedException other) when (StorageFaults.IsConflict(other))
            {
                // Somebody else was counted at the same moment.
            }
        }
        return false;
    }

    /// <summary>How often resources were opened on each day on which any was, by the network's calendar.</summary>
    public async Task<IReadOnlyList<LibraryDay>> Days(CancellationToken cancel) =>
        await _table.QueryAsync<TableEntity>(KeyRange.Of(ResourcesTable.Partition, Opened), cancellationToken: cancel)
            .Select(row => new LibraryDay(EndOf(DateOnly.ParseExact(row.RowKey[Opened.Length..], "O", CultureInfo.InvariantCulture)), row.GetInt32("Count")!.Value)).ToListAsync(cancel);

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

    private async Task<TableTransactionAction> OneMore(string key, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(ResourcesTable.Partition, key, cancellationToken: cancel);
        var counted = new TableEntity(ResourcesTable.Partition, key) { ["Count"] = (row.HasValue ? row.Value!.GetInt32("Count")!.Value : 0) + 1 };
        return row.HasValue ? new(TableTransactionActionType.UpdateReplace, counted, row.Value!.ETag) : new(TableTransactionActionType.Add, counted);
    }

    private DateTimeOffset EndOf(DateOnly day) => LocalTime.Moment(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone.Zone);
}
