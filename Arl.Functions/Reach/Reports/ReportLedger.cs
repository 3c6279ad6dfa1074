using System.Text.Json;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Reach.Reports;

/// <summary>
/// The table ReachReports, one partition <c>reports</c>: <c>started</c> and <c>started_monthly</c> (the first tick of each schedule, and what it was then), <c>report_{id}</c> (one for each email,
/// with its figures; the id of a scheduled one is its period, so that its key makes a second one impossible), <c>{id}_email_report_staff</c> and <c>outbox_{id}_email_report</c>.
/// </summary>
public sealed class ReportLedger(ArlStorage storage, EmailOutbox outbox)
{
    public const string Partition = "reports";
    private const string Report = "report_";
    private const string Figures = "Figures"; // In parts; in rows of the first days in one.

    /// <summary>What a row without it was written for.</summary>
    private const string FirstRhythm = "Monday 08:00";

    /// <summary>What a list of emails tells.</summary>
    private static readonly string[] s_told = ["PartitionKey", "RowKey", "State", "CreatedAt", "SentAt", "LastProblem", "Delivery", "DeliveryAt", "DeliveryReason", "Undeliverable"];

    private readonly TableClient _table = storage.Table(TableNames.ReachReports);

    /// <summary>The first tick of a schedule as it is set now: the first call ever, and the same until it is set otherwise, which must not ask for reports of the past.</summary>
    public async Task<DateTimeOffset> FirstTick(ReportKind kind, ReportRhythm rhythm, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Started(kind), cancellationToken: cancel);
        if (row.HasValue && (row.Value!.GetString("Rhythm") ?? FirstRhythm) == rhythm.ToString())
            return row.Value.GetDateTimeOffset("At")!.Value;
        var started = new TableEntity(Partition, Started(kind)) { ["At"] = now, ["Rhythm"] = rhythm.ToString() };
        try
        {
            await (row.HasValue ? _table.UpdateEntityAsync(started, row.Value!.ETag, TableUpdateMode.Replace, cancel) : _table.AddEntityAsync(started, cancel));
            return now;
        }
        catch (RequestFailedException other) when (StorageFaults.IsConflict(other))
        {
            return await FirstTick(kind, rhythm, now, cancel);
        }
    }

    /// <summary>This schedule is off. When it is on again, it starts then.</summary>
    public async Task Stop(ReportKind kind, CancellationToken cancel) => await _table.DeleteEntityAsync(Partition, Started(kind), ETag.All, cancel);

    /// <summary>When the last scheduled report was written; before the first, when its schedule began. Null while none is scheduled.</summary>
    public async Task<DateTimeOffset?> LastScheduled(CancellationToken cancel)
    {
        DateTimeOffset? last = null;
        foreach (var (kind, prefix) in ((ReportKind, string)[])[(ReportKind.Weekly, ReportId.Weekly), (ReportKind.Monthly, ReportId.Monthly)])
        {
            var started = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Started(kind), cancellationToken: cancel);
            var written = started.HasValue ? await Rows(prefix, cancel).Select(row => row.GetDateTimeOffset("CreatedAt")).MaxAsync(cancellationToken: cancel) ?? started.Value!.GetDateTimeOffset("At") : null;
            last = last is null || written > last ? written ?? last : last;
        }
        return last;
    }

    /// <summary>The ids of the reports that are written and start so.</summary>
    public async Task<IReadOnlySet<string>> Written(string idPrefix, CancellationToken cancel)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in Rows(idPrefix, cancel))
            ids.Add(row.RowKey[Report.Length..]);
        return ids;
    }

    public async Task<bool> IsWritten(string id, CancellationToken cancel) => (await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Report + id, ["RowKey"], cancel)).HasValue;

    /// <summary>The email of every report, without its words, the newest first.</summary>
    public async Task<IReadOnlyList<WrittenReport>> All(CancellationToken cancel)
    {
        var reports = new List<WrittenReport>();
        foreach (var prefix in (string[])[ReportId.Weekly, ReportId.Monthly, ReportId.OnDemand, ReportId.Own])
            await foreach (var row in _table.QueryAsync<EmailRow>(KeyRange.Of(Partition, prefix), select: s_told, cancellationToken: cancel))
                reports.Add(new(row.RowKey[..^ReachReportEmails.KeyOf("").Length], row));
        return [.. reports.OrderByDescending(report => report.Email.CreatedAt).ThenByDescending(report => report.Id, StringComparer.Ordinal)];
    }

    /// <summary>A report's email, as it was owed and as it stands; null where there is none.</summary>
    public async Task<EmailRow?> Email(string id, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<EmailRow>(Partition, ReachReportEmails.KeyOf(id), cancellationToken: cancel);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>The report with the newest figures whose id starts in one of these ways; null before the first.</summary>
    public async Task<EarlierReport?> Newest(IReadOnlyList<string> idPrefixes, CancellationToken cancel)
    {
        TableEntity? newest = null;
        foreach (var prefix in idPrefixes)
            await foreach (var row in Rows(prefix, cancel))
                newest = newest is null || Moment(row) >= Moment(newest) ? row : newest;
        if (newest is null)
            return null;
        var whole = await _table.GetEntityAsync<TableEntity>(Partition, newest.RowKey, cancellationToken: cancel);
        var figures = JsonSerializer.Deserialize<ReachFigures>(LongText.Read(whole.Value, Figures) ?? whole.Value.GetString(Figures), DomainJson.Options) ?? throw new InvalidDataException($"Row {newest.RowKey} holds no figures.");
        return new(figures.AsOf, figures);
    }

    /// <summary>Writes a report, its email and the work owed in one transaction. False: this id is written already, so its email is owed or sent.</summary>
    public async Task<bool> Write(string id, ReachFigures figures, IEmailOwner owner, EmailRow email, DateTimeOffset now, CancellationToken cancel)
    {
        var report = new TableEntity(Partition, Report + id) { ["CreatedAt"] = now, ["AsOf"] = figures.AsOf };
        LongText.Write(report, Figures, JsonSerializer.Serialize(figures, DomainJson.Options));
        return await outbox.Owe(owner, email, [new(TableTransactionActionType.Add, report)], now, cancel);
    }

    /// <summary>Of a report's figures; reports that were written before this was kept told those of the moment itself.</summary>
    private static DateTimeOffset? Moment(TableEntity report) => report.GetDateTimeOffset("AsOf") ?? report.GetDateTimeOffset("CreatedAt");

    private static string Started(ReportKind kind) => kind == ReportKind.Weekly ? "started" : "started_monthly";

    private AsyncPageable<TableEntity> Rows(string idPrefix, CancellationToken cancel) =>
        _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, Report + idPrefix), select: ["PartitionKey", "RowKey", "CreatedAt", "AsOf"], cancellationToken: cancel);
}

/// <summary>A report that was written, and its email as it stands.</summary>
public sealed record WrittenReport(string Id, EmailRow Email);
