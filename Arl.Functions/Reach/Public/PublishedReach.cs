using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Reach.Public;

/// <summary>What is published of the reach: one row in the table ReachReports, partition <c>public</c>, row <c>published</c>, so that its readers need one point read at any size of the reach.</summary>
public sealed class PublishedReach(ArlStorage storage)
{
    public const string Partition = "public";
    private const string Row = "published";
    private const int MostTries = 50;
    private readonly TableClient _table = storage.Table(TableNames.ReachReports);

    /// <summary>Null before the first publication.</summary>
    public async Task<PublicReach?> Get(CancellationToken cancel) => await Stored(cancel) is { } row ? Read(row) : null;

    /// <summary>Publishes a recount, unless a newer one stands already. Answers what stands.</summary>
    public async Task<PublicReach> Store(PublicReach recount, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await Stored(cancel);
            if (stored?.GetDateTimeOffset("AsOf") >= recount.AsOf)
                return Read(stored);
            try
            {
                await Write(recount, stored?.ETag, cancel);
                return recount;
            }
            catch (RequestFailedException meanwhile) when (StorageFaults.IsConflict(meanwhile) && tries < MostTries)
            {
                // Another recount was faster, or the SDK's retry met its own success: compare with what stands now.
            }
        }
    }

    private async Task Write(PublicReach reach, ETag? stands, CancellationToken cancel)
    {
        var row = new TableEntity(Partition, Row) { ["AsOf"] = reach.AsOf, ["Data"] = JsonSerializer.SerializeToUtf8Bytes(reach, DomainJson.Options) };
        if (stands is { } etag)
            await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancel);
        else
            await _table.AddEntityAsync(row, cancel);
    }

    private async Task<TableEntity?> Stored(CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    private static PublicReach Read(TableEntity row) =>
        JsonSerializer.Deserialize<PublicReach>(row.GetBinary("Data"), DomainJson.Options) ?? throw new InvalidDataException("The published reach holds no figures.");
}
