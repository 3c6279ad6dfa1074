using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>
/// What figures stand against, now and at past moments: rows <c>backdrop_{ticks from the moment to the end of time}</c> of ReachReports, so that the newest of those up to a moment is the first of a range.
/// </summary>
public sealed class ReachBackdrops(ArlStorage storage, SchoolDirectorySource schools, IPlacesFree places, TimeProvider clock)
{
    private const string Prefix = "backdrop_";
    private const string Data = "Data";
    private readonly TableClient _table = storage.Table(TableNames.ReachReports);

    public async Task<ReachBackdrop> Now(CancellationToken cancel) =>
        ReachBackdrop.Of(await schools.CurrentOrEmpty(cancel), await places.ByOrganization(cancel), clock.GetUtcNow());

    /// <summary>Kept for the figures of this moment and of those after it, up to the next.</summary>
    public async Task Keep(ReachBackdrop backdrop, CancellationToken cancel)
    {
        var row = new TableEntity(ReportLedger.Partition, Key(backdrop.At)) { ["At"] = backdrop.At };
        LongText.Write(row, Data, JsonSerializer.Serialize(backdrop, DomainJson.Options));
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <summary>As it was kept last up to that moment; nothing is known of a moment before the first.</summary>
    public async Task<ReachBackdrop> At(DateTimeOffset moment, CancellationToken cancel)
    {
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {ReportLedger.Partition} and RowKey ge {Key(moment)} and RowKey lt {Prefix + ":"}");
        await foreach (var row in _table.QueryAsync<TableEntity>(range, maxPerPage: 1, cancellationToken: cancel))
            return JsonSerializer.Deserialize<ReachBackdrop>(LongText.Read(row, Data)!, DomainJson.Options)!;
        return ReachBackdrop.None;
    }

    private static string Key(DateTimeOffset moment) => Prefix + TableKey.NewestFirst(moment);
}
