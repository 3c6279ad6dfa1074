using System.Globalization;
using Arl.Functions.Coaches;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Matching;

/// <summary>
/// One planner at a time: two that give away the same places beside each other would take nothing twice, but could serve fewer than one alone. Row <c>plan_turn</c> in the partition
/// of the coaches says until when somebody plans; who dies is waited for no longer than that.
/// </summary>
public sealed class PlanTurn(ArlStorage storage, TimeProvider clock)
{
    private const string Key = "plan_turn";
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);
    private readonly TableClient _table = storage.Table(TableNames.Coaches);

    /// <summary>Null while another plans.</summary>
    public async Task<Held?> Take(CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(CoachesTable.Partition, Key, cancellationToken: cancel);
        if (row.HasValue && row.Value!.GetDateTimeOffset("Until") > clock.GetUtcNow())
            return null;
        return await Write(row.HasValue ? row.Value!.ETag : null, cancel) is { } etag ? new Held(this, etag, clock.GetUtcNow()) : null;
    }

    /// <returns>Null where another was faster.</returns>
    private async Task<ETag?> Write(ETag? seen, CancellationToken cancel)
    {
        var row = new TableEntity(CoachesTable.Partition, Key) { ["Until"] = clock.GetUtcNow() + Lasts, ["By"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) };
        try
        {
            var written = seen is { } etag ? await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancel) : await _table.AddEntityAsync(row, cancel);
            return written.Headers.ETag;
        }
        catch (RequestFailedException other) when (StorageFaults.IsConflict(other))
        {
            return null;
        }
    }

    /// <summary>The turn while it is ours.</summary>
    public sealed class Held(PlanTurn turn, ETag etag, DateTimeOffset at)
    {
        private ETag _etag = etag;
        private DateTimeOffset _at = at;

        /// <summary>Keeps the turn while the work goes on. False: it took too long and another has it now.</summary>
        public async Task<bool> Keep(CancellationToken cancel)
        {
            if (turn.Now - _at < Lasts / 3)
                return true;
            if (await turn.Write(_etag, cancel) is not { } renewed)
                return false;
            (_etag, _at) = (renewed, turn.Now);
            return true;
        }

        /// <summary>Lets the next one plan at once.</summary>
        public async Task End(CancellationToken cancel)
        {
            try
            {
                await turn._table.DeleteEntityAsync(CoachesTable.Partition, Key, _etag, cancel);
            }
            catch (RequestFailedException other) when (StorageFaults.IsConflict(other))
            {
                return; // It was another's already.
            }
        }
    }

    private DateTimeOffset Now => clock.GetUtcNow();
}
