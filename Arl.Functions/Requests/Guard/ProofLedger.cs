using System.Globalization;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Requests.Guard;

/// <summary>Which proofs of work were used: table RequestLimits, partition the day on which the proof expires, row <c>proof_{nonce}</c>.</summary>
public sealed class ProofLedger(ArlStorage storage)
{
    private readonly TableClient _table = storage.Table(TableNames.RequestLimits);

    /// <summary>False: it was used before.</summary>
    public async Task<bool> Use(string nonce, long expiresAt, CancellationToken cancel)
    {
        var day = DateTimeOffset.FromUnixTimeSeconds(expiresAt).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            await _table.AddEntityAsync(new TableEntity(day, "proof_" + nonce), cancel);
            return true;
        }
        catch (RequestFailedException used) when (used.Status == 409)
        {
            return false; // Also where the SDK met its own success: then a click confirms, and nothing is lost.
        }
    }
}
