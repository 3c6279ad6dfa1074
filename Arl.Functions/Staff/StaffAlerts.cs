using System.Text.Json;
using Arl.Functions.Hosting;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.Staff;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Staff;

/// <summary>
/// The table StaffAlerts, one partition <c>alerts</c>: <c>alert_{id}</c> (its key makes a second email for an id impossible), <c>{id}_email_alert_staff</c> and <c>outbox_{id}_email_alert</c>.
/// </summary>
public sealed class StaffAlerts(ArlStorage storage, EmailOutbox emails, EmailRenderer renderer, IOptions<StaffRecipientOptions> staff, IOptions<SiteOptions> site, TimeProvider clock) : IEmailOwner
{
    public const string Partition = "alerts";
    private const string Alert = "alert_";
    private const string Batch = "alert";
    private readonly TableClient _table = storage.Table(TableNames.StaffAlerts);

    public string Name => "staff-alert";

    public string Table => TableNames.StaffAlerts;

    public IReadOnlyList<string> Kinds => [Batch];

    public string PartitionOf(string key) => Partition;

    /// <summary>Owes one email to the staff. False, and nothing happens, where an alert with this id was raised before; so it may be called again and beside itself.</summary>
    public Task<bool> Owe(StaffAlert alert, CancellationToken cancel) => Owe(alert, also: null, cancel);

    /// <param name="also">What to write in the same transaction, in <see cref="Partition"/>; if it meets a change made meanwhile nothing is written and the answer is false.</param>
    internal async Task<bool> Owe(StaffAlert alert, TableTransactionAction? also, CancellationToken cancel)
    {
        if ((await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Alert + alert.Id, ["RowKey"], cancel)).HasValue)
            return false;
        var now = clock.GetUtcNow();
        var email = EmailRow.For(Partition, alert.Id, Batch, "staff", staff.Value.Recipients(), replyTo: null, await Render(alert, cancel), now);
        TableTransactionAction raised = new(TableTransactionActionType.Add, Write(alert, now));
        return await emails.Owe(this, email, also is null ? [raised] : [raised, also], now, cancel);
    }

    /// <summary>Alerts that nobody has closed, however old, the newest first.</summary>
    public async Task<IReadOnlyList<OpenAlert>> Open(CancellationToken cancel)
    {
        var open = new List<OpenAlert>();
        await foreach (var row in _table.QueryAsync<TableEntity>(KeyRange.Of(Partition, Alert), cancellationToken: cancel))
        {
            if (row.GetDateTimeOffset("ClosedAt") is null)
                open.Add(new(row.GetString("Kind"), row.RowKey[Alert.Length..], row.GetString("Title"), JsonSerializer.Deserialize<string[]>(row.GetString("Lines"))!, row.GetString("Link"), row.GetDateTimeOffset("RaisedAt")!.Value));
        }
        return [.. open.OrderByDescending(alert => alert.RaisedAt)];
    }

    /// <summary>A person has seen to it. Nothing happens where it is closed already, or there is no such alert.</summary>
    public async Task Close(string id, string by, CancellationToken cancel)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Alert + id, ["RowKey", "PartitionKey", "ClosedAt"], cancel);
        if (!row.HasValue || row.Value!.GetDateTimeOffset("ClosedAt") is not null)
            return;
        try
        {
            await _table.UpdateEntityAsync(new TableEntity(Partition, Alert + id) { ["ClosedAt"] = clock.GetUtcNow(), ["ClosedBy"] = by }, row.Value.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException closed) when (closed.Status == 412)
        {
            return; // By another at the same moment.
        }
    }

    /// <summary>A sent alert changes nothing else.</summary>
    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);

    private Task<RenderedEmail> Render(StaffAlert alert, CancellationToken cancel) => renderer.Render<StaffAlertEmail>(alert.Title, new()
    {
        [nameof(StaffAlertEmail.Title)] = alert.Title,
        [nameof(StaffAlertEmail.Lines)] = alert.Lines,
        [nameof(StaffAlertEmail.StaffUrl)] = new Uri(site.Value.UrlOf(alert.Link ?? "/staff")),
    }, cancel);

    private static TableEntity Write(StaffAlert alert, DateTimeOffset now) => new(Partition, Alert + alert.Id)
    {
        ["Kind"] = alert.Kind,
        ["Title"] = alert.Title,
        ["Lines"] = JsonSerializer.Serialize(alert.Lines),
        ["Link"] = alert.Link,
        ["RaisedAt"] = now,
    };
}
