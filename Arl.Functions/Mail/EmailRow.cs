using Arl.Domain;
using Arl.Pages.Emails;
using Azure;
using Azure.Data.Tables;

namespace Arl.Functions.Mail;

public enum EmailState
{
    Due, Claimed, Sent, Refused,

    /// <summary>It had not left when what it says was so no longer, and never will.</summary>
    Cancelled,
}

/// <summary>
/// One email, owed, claimed or sent, in the partition of what it is about and written in the transaction that owes it.
/// RowKey <c>{owner key}_email_{batch}_{name}</c>, e.g. <c>ARL-7K3F-9QZ2_email_introduction-1_coach</c>; that key is also the mail's deterministic id.
/// A batch is sent together by one <see cref="EmailsDue"/> message.
/// </summary>
public sealed class EmailRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>The reader cannot do without it: an introduction, an acknowledgement, a reminder of their own match. It goes also to those who have unsubscribed.</summary>
    public bool Transactional { get; set; } = true;

    /// <summary>Addresses separated by a space.</summary>
    public string To { get; set; } = "";
    public string? ReplyTo { get; set; }
    public string Subject { get; set; } = "";
    public string Html { get; set; } = "";
    public string Text { get; set; } = "";
    public string State { get; set; } = nameof(EmailState.Due);
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>Tells one claim from another made at the same moment.</summary>
    public string? ClaimId { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? ProviderId { get; set; }

    /// <summary>Why the last try did not send it: codes, no addresses.</summary>
    public string? LastProblem { get; set; }
    public int Tries { get; set; }

    internal bool IsFinished => State is nameof(EmailState.Sent) or nameof(EmailState.Refused) or nameof(EmailState.Cancelled);

    public static string Prefix(string ownerKey, string batch) => $"{ownerKey}_email_{batch}_";

    public static EmailRow For(string partition, string ownerKey, string batch, string name, IReadOnlyList<EmailAddress> to, EmailAddress? replyTo, RenderedEmail email, DateTimeOffset now) => new()
    {
        PartitionKey = partition,
        RowKey = Prefix(ownerKey, batch) + name,
        Kind = name,
        To = string.Join(' ', to.Select(address => address.Value)),
        ReplyTo = replyTo?.Value,
        Subject = email.Subject,
        Html = email.Html,
        Text = email.Text,
        CreatedAt = now,
    };

    internal MailToSend ToMail(string owner) =>
        new(RowKey, Readers, ReplyTo is { } replyTo ? EmailAddress.Parse(replyTo) : null, Subject, Html, Text) { Owner = owner, Kind = Kind };

    internal IReadOnlyList<EmailAddress> Readers => [.. To.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(EmailAddress.Parse)];

    /// <summary>The state after a try. A mail in doubt stays claimed: when the claim is too old, it is sent again.</summary>
    internal void Meet(MailOutcome outcome, DateTimeOffset now)
    {
        LastProblem = outcome.Problem ?? LastProblem;
        switch (outcome)
        {
            case MailOutcome.Accepted(var providerId):
                (State, SentAt, ProviderId) = (nameof(EmailState.Sent), now, providerId);
                break;
            case MailOutcome.Refused:
                State = nameof(EmailState.Refused);
                break;
            case MailOutcome.NotNow:
                State = nameof(EmailState.Due);
                break;
        }
    }
}

/// <summary>Queue message: send the emails of this batch. <paramref name="Owner"/> names the <see cref="IEmailOwner"/>; its outbox key is <c>{Key}_email_{Batch}</c>.</summary>
public sealed record EmailsDue(string Owner, string Key, string Batch)
{
    public string OutboxKey => $"{Key}_email_{Batch}";
}

/// <summary>Who keeps emails in its partitions (requests, reach reports …) and what else changes once they are sent.</summary>
public interface IEmailOwner
{
    /// <summary>As in <see cref="EmailsDue.Owner"/>.</summary>
    string Name { get; }

    string Table { get; }

    string PartitionOf(string key);

    /// <summary>Asked before an email is tried once more, which a change made meanwhile could not see as unsent: false where what it says is so no longer, and it is cancelled.</summary>
    Task<bool> IsStillWanted(EmailsDue due, CancellationToken cancel) => Task.FromResult(true);

    /// <summary>
    /// Called before the transaction that records a finished batch (every email sent or refused): what to write with it, and the messages that it owes.
    /// Called again with fresh reads if that transaction meets a change made meanwhile.
    /// </summary>
    Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel);
}

public sealed record EmailsDone(IReadOnlyList<TableTransactionAction> Actions, IReadOnlyList<Arl.Functions.Storage.OutboxMessage> Messages)
{
    public static EmailsDone Nothing { get; } = new([], []);
}
