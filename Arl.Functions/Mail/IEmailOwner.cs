using Arl.Domain;
using Arl.Functions.Storage;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

/// <summary>Queue message: send the emails of this batch. <paramref name="Owner"/> names the <see cref="IEmailOwner"/>; its outbox key is <c>{Key}_email_{Batch}</c>.</summary>
public sealed record EmailsDue(string Owner, string Key, string Batch) : ITraced
{
    public string? Traceparent { get; init; }

    string? ITraced.About => Key;

    public string OutboxKey => EmailRow.Prefix(Key) + Batch;
}

/// <summary>Who keeps emails in its partitions (requests, reach reports …) and what else changes once they are sent.</summary>
public interface IEmailOwner
{
    /// <summary>As in <see cref="EmailsDue.Owner"/>.</summary>
    string Name { get; }

    string Table { get; }

    /// <summary>What its emails are for, as <see cref="MailLogRow.KindOf"/> tells it of each.</summary>
    IReadOnlyList<string> Kinds { get; }

    string PartitionOf(string key);

    /// <summary>Asked before an email is tried once more, or first tried a minute and more after it was owed, which a change made meanwhile could not see as unsent: false where what it says is so no longer, and it is cancelled.</summary>
    Task<bool> IsStillWanted(EmailsDue due, CancellationToken cancel) => Task.FromResult(true);

    /// <summary>
    /// Called before the transaction that records a finished batch (every email sent or refused): what to write with it, and the messages that it owes.
    /// Called again with fresh reads if that transaction meets a change made meanwhile.
    /// </summary>
    Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Called before the transaction that records, once for each mail, that no mail reaches its address (a hard bounce, or dropped for an earlier one): what to write with it,
    /// and the messages that it owes. Called again with fresh reads if that transaction meets a change made meanwhile.
    /// </summary>
    Task<EmailsDone> WhenUndeliverable(EmailRow email, MailEvent heard, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);
}

public sealed record EmailsDone(IReadOnlyList<TableTransactionAction> Actions, IReadOnlyList<OutboxMessage> Messages)
{
    public static EmailsDone Nothing { get; } = new([], []);
}
