using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>Owes one email that is a batch of its own: its row, its line of the mail log, what its owner writes with it, and the work owed, all in one transaction. Those of a request are owed by its change.</summary>
public sealed class EmailOutbox(ArlStorage storage, Outbox outbox)
{
    /// <param name="with">In the email's partition.</param>
    /// <returns>False, and nothing is written, where one of the rows is there already or was changed since it was read; also where the SDK's retry met its own success: then the sweep sends what is owed.</returns>
    public async Task<bool> Owe(IEmailOwner owner, EmailRow email, IEnumerable<TableTransactionAction> with, DateTimeOffset now, CancellationToken cancel)
    {
        var due = new EmailsDue(owner.Name, email.OwnerKey, email.Batch);
        var owed = OutboxMessage.For(email.PartitionKey, due.OutboxKey, QueueNames.OutgoingEmail, due) with { NotBefore = email.NotBefore };
        try
        {
            await storage.Table(owner.Table).SubmitTransactionAsync([.. with, new(TableTransactionActionType.Add, email), MailLogRow.Of(email), owed.Add(now)], cancel);
        }
        catch (TableTransactionFailedException other) when (StorageFaults.IsConflict(other))
        {
            return false;
        }
        await outbox.Dispatch([owed], cancel);
        return true;
    }
}
