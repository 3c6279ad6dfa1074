using System.Text.Json;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Staff.Poison;

/// <param name="Messages">The poisoned messages that an alert has told of, as <c>{queue}/{key}</c>.</param>
public sealed record ToldOf(IReadOnlySet<string> Messages, DateTimeOffset? AlertedAt, ETag ETag);

/// <summary>
/// The row <c>told_poison</c> among the alerts: of which poisoned messages staff were told, and when last. It is written in the transaction of the alert, so that no crash makes a message
/// untold or told twice.
/// </summary>
public sealed class PoisonTold(ArlStorage storage)
{
    private const string Key = "told_poison";
    private const int Attempts = 5;
    private readonly TableClient _table = storage.Table(TableNames.StaffAlerts);

    public static string Name(string queue, string key) => $"{queue}/{key}";

    public async Task<ToldOf> Read(CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StaffAlerts.Partition, Key, cancellationToken: cancel);
        return row.HasValue
            ? new(JsonSerializer.Deserialize<HashSet<string>>(row.Value!.GetString("Messages"))!, row.Value.GetDateTimeOffset("AlertedAt"), row.Value.ETag)
            : new(new HashSet<string>(StringComparer.Ordinal), AlertedAt: null, default);
    }

    /// <summary>For the alert's transaction: from now on staff know of these.</summary>
    public static TableTransactionAction Write(ToldOf before, IEnumerable<string> messages, DateTimeOffset? alertedAt)
    {
        var row = new TableEntity(StaffAlerts.Partition, Key) { ["Messages"] = JsonSerializer.Serialize(messages.Order(StringComparer.Ordinal)), ["AlertedAt"] = alertedAt };
        return before.ETag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, before.ETag);
    }

    /// <summary>These are poisoned no more: should one come again, that is news.</summary>
    public async Task Forget(Func<string, bool> gone, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var told = await Read(cancel);
            if (!told.Messages.Any(gone) || await TryWrite(Write(told, told.Messages.Where(message => !gone(message)), told.AlertedAt), cancel))
                return;
        }
    }

    private async Task<bool> TryWrite(TableTransactionAction action, CancellationToken cancel)
    {
        try
        {
            await _table.SubmitTransactionAsync([action], cancel);
            return true;
        }
        catch (TableTransactionFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }
}
