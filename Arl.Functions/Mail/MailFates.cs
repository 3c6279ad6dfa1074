using Arl.Domain;
using Arl.Functions.Storage;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>Writes what became of a mail on its row, and with it, once, what its owner writes when the mail cannot reach its address.</summary>
public sealed class MailFates(KeptMail kept, Outbox outbox, TimeProvider clock)
{
    private const int Attempts = 10;

    /// <param name="heard">Of one mail.</param>
    public async Task Record(IReadOnlyList<SendGridEvent> heard, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (await kept.Find(heard[0].Owner, heard[0].MailId, cancel) is not { } mail || await TryRecord(mail, heard, cancel))
                return;
        throw new InvalidOperationException($"The mail {heard[0].MailId} was changed by others {Attempts} times while its events were recorded.");
    }

    private async Task<bool> TryRecord(FoundMail mail, IReadOnlyList<SendGridEvent> heard, CancellationToken cancel)
    {
        var known = mail.Row.Fate;
        var fate = heard.Aggregate(known, (fate, one) => fate.Hear(one.Event));
        var providerId = mail.Row.ProviderId ?? heard.Select(one => one.ProviderId).FirstOrDefault(id => id is not null);
        if (fate == known && providerId == mail.Row.ProviderId)
            return true;
        var owners = fate.IsUndeliverable && !known.IsUndeliverable
            ? await mail.Owner.WhenUndeliverable(mail.Row, heard.First(one => one.Event.IsUndeliverable).Event, clock.GetUtcNow(), cancel)
            : EmailsDone.Nothing;
        if (!await TryWrite(mail, fate, providerId, owners.Actions, cancel))
            return false;
        await outbox.Dispatch(owners.Messages, cancel);
        return true;
    }

    private static async Task<bool> TryWrite(FoundMail mail, MailFate fate, string? providerId, IReadOnlyList<TableTransactionAction> more, CancellationToken cancel)
    {
        var change = new TableEntity(mail.Row.PartitionKey, mail.Row.RowKey)
        {
            [nameof(EmailRow.Delivery)] = fate.Delivery.ToString(),
            [nameof(EmailRow.DeliveryAt)] = fate.At,
            [nameof(EmailRow.DeliveryReason)] = fate.Reason ?? "",
            [nameof(EmailRow.Undeliverable)] = fate.IsUndeliverable,
            [nameof(EmailRow.ProviderId)] = providerId,
        };
        try
        {
            await mail.Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, change, mail.Row.ETag), .. more], cancel);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFaults.IsConflict(changed))
        {
            return false;
        }
    }
}
