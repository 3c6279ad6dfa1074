using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Staff;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Reach.Check;

/// <summary>Who repaired the reach last, when, and how many differences that ended.</summary>
public sealed record ReachRepaired(string By, DateTimeOffset At, int Differences);

/// <summary>What the last check found.</summary>
/// <param name="Lines">The first of the differences, in words.</param>
public sealed record ReachChecked(DateTimeOffset At, int Differences, IReadOnlyList<string> Lines, ReachRepaired? Repaired);

/// <summary>The row <c>check</c> of the table ReachReports: the last check's result. Staff are told in the same transaction, once for the same set of differences until it has changed.</summary>
public sealed class ReachCheckLog(ArlStorage storage, Outbox outbox, TimeProvider clock)
{
    private const string Key = "check";
    private const int MostLines = 200;
    private const int MostTold = 10;
    private readonly TableClient _table = storage.Table(TableNames.ReachReports);

    /// <summary>Null before the first check.</summary>
    public async Task<ReachChecked?> Last(CancellationToken cancel) => await Row(cancel) is { } row
        ? new(row.GetDateTimeOffset("CheckedAt")!.Value, row.GetInt32("Differences")!.Value, JsonSerializer.Deserialize<string[]>(LongText.Read(row, "Lines")!)!, RepairedIn(row))
        : null;

    public async Task Keep(IReadOnlyList<ReachDifference> found, ReachRepaired? repaired, CancellationToken cancel)
    {
        while (true)
        {
            var before = await Row(cancel);
            var now = clock.GetUtcNow();
            OutboxMessage[] owed = found.Count > 0 && before?.GetString("Set") != SetOf(found) ? [Alert(found, now)] : [];
            var row = Write(found, repaired ?? (before is null ? null : RepairedIn(before)), now);
            TableTransactionAction written = before is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, before.ETag);
            try
            {
                await _table.SubmitTransactionAsync([written, .. owed.Select(message => message.Add(now))], cancel);
                await outbox.Dispatch(owed, cancel);
                return;
            }
            catch (TableTransactionFailedException other) when (StorageFaults.IsConflict(other))
            {
                // Another check at the same moment, or the SDK's retry met its own success: what it told is told.
            }
        }
    }

    private async Task<TableEntity?> Row(CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(ReportLedger.Partition, Key, cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    private static TableEntity Write(IReadOnlyList<ReachDifference> found, ReachRepaired? repaired, DateTimeOffset now)
    {
        var row = new TableEntity(ReportLedger.Partition, Key)
        {
            ["CheckedAt"] = now,
            ["Differences"] = found.Count,
            ["Set"] = SetOf(found),
            ["RepairedBy"] = repaired?.By,
            ["RepairedAt"] = repaired?.At,
            ["Repaired"] = repaired?.Differences,
        };
        LongText.Write(row, "Lines", JsonSerializer.Serialize(found.Take(MostLines).Select(difference => difference.Words)));
        return row;
    }

    private static ReachRepaired? RepairedIn(TableEntity row) =>
        row.GetDateTimeOffset("RepairedAt") is { } at ? new(row.GetString("RepairedBy"), at, row.GetInt32("Repaired")!.Value) : null;

    /// <summary>The same for the same differences, and for no others.</summary>
    private static string SetOf(IReadOnlyList<ReachDifference> found) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', found.Select(difference => $"{difference.Kind} {difference.Words}")))).AsSpan(0, 16));

    private static OutboxMessage Alert(IReadOnlyList<ReachDifference> found, DateTimeOffset now)
    {
        var id = "reach-check-" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        string[] lines = [.. found.Take(MostTold).Select(difference => difference.Words), .. found.Count > MostTold ? [$"And {InWords.Count(found.Count - MostTold, "more difference")}."] : Array.Empty<string>()];
        var alert = new StaffAlert("reach-check", id, $"The reach differs from the records in {InWords.Count(found.Count, "place")}", lines, ReachChecker.Page);
        return StaffAlertDue.Owed(TableNames.ReachReports, ReportLedger.Partition, id, alert);
    }
}
