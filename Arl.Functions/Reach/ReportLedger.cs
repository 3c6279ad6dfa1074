using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Reach;

/// <summary>
/// The table ReachReports, one partition <c>reports</c>: <c>started</c> (the first tick ever), <c>report_{id}</c> (one for each email, with its figures; the id of a scheduled one is its period,
/// so that its key makes a second one impossible), <c>{id}_email_report_staff</c> and <c>outbox_{id}_email_report</c>.
/// </summary>
public sealed class ReportLedger(ArlStorage storage, Outbox outbox)
{
    public const string Partition = "reports";
    private const string Started = "started";
    private const string Report = "report_";
    private readonly TableClient _table = storage.Table(TableNames.ReachReports);

    /// <summary>The first tick: the first call ever, and the same for ever after.</summary>
    public async Task<DateTimeOffset> FirstTick(DateTimeOffset now, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Started, cancellationToken: cancel);
        if (row.HasValue)
            return row.Value!.GetDateTimeOffset("At")!.Value;
        try
        {
            await _table.AddEntityAsync(new TableEntity(Partition, Started) { ["At"] = now }, cancel);
            return now;
        }
        catch (RequestFailedException other) when (other.Status == 409)
        {
            return await FirstTick(now, cancel);
        }
    }

    /// <summary>The ids of the scheduled reports that are written.</summary>
    public async Task<IReadOnlySet<string>> Scheduled(CancellationToken cancel)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in Rows(ReachSchedule.WeeklyPrefix, cancel))
            ids.Add(row.RowKey[Report.Length..]);
        return ids;
    }

    /// <summary>The newest report whose id starts so; null before the first.</summary>
    public async Task<EarlierReport?> Newest(string idPrefix, CancellationToken cancel)
    {
        TableEntity? newest = null;
        await foreach (var row in Rows(idPrefix, cancel))
            newest = newest is null || row.GetDateTimeOffset("CreatedAt") >= newest.GetDateTimeOffset("CreatedAt") ? row : newest;
        if (newest is null)
            return null;
        var whole = await _table.GetEntityAsync<TableEntity>(Partition, newest.RowKey, cancellationToken: cancel);
        var figures = JsonSerializer.Deserialize<ReachFigures>(whole.Value.GetString("Figures"), DomainJson.Options) ?? throw new InvalidDataException($"Row {newest.RowKey} holds no figures.");
        return new(whole.Value.GetDateTimeOffset("CreatedAt")!.Value, figures);
    }

    /// <summary>Writes a report, its email and the work owed in one transaction. False: this id is written already, so its email is owed or sent.</summary>
    public async Task<bool> Write(string id, ReachFigures figures, EmailRow email, EmailsDue due, DateTimeOffset now, CancellationToken cancel)
    {
        var report = new TableEntity(Partition, Report + id) { ["CreatedAt"] = now, ["Figures"] = JsonSerializer.Serialize(figures, DomainJson.Options) };
        var owed = OutboxMessage.For(Partition, due.OutboxKey, QueueNames.OutgoingEmail, due);
        try
        {
            await _table.SubmitTransactionAsync([new(TableTransactionActionType.Add, report), new(TableTransactionActionType.Add, email), owed.Add(now)], cancel);
        }
        catch (TableTransactionFailedException written) when (written.Status == 409)
        {
            return false;
        }
        await outbox.Dispatch([owed], cancel);
        return true;
    }

    private AsyncPageable<TableEntity> Rows(string idPrefix, CancellationToken cancel) =>
        _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, Report + idPrefix), select: ["PartitionKey", "RowKey", "CreatedAt"], cancellationToken: cancel);
}
