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
    private const string Infix = "_email_";

    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    /// <summary>Whom it is for (<c>contact</c>, <c>coach</c>, <c>school</c>, <c>staff</c>): the end of its key. What it is for stands in the name of its batch.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The reader cannot do without it: an introduction, an acknowledgement, a reminder of their own match. It goes also to those who have unsubscribed.</summary>
    public bool Transactional { get; set; } = true;

    /// <summary>Addresses separated by a space.</summary>
    public string To { get; set; } = "";
    public string? ReplyTo { get; set; }
    public string Subject { get; set; } = "";
    public string Html { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>What goes with it, as JSON (<see cref="KeptAttachment"/>): where the bytes lie, file name, media type, content id. Null where nothing does.</summary>
    public string? Attachments { get; set; }

    /// <summary>The calendar file that goes with it, which names its reader and so stands here and goes when the row goes; null or empty where none does.</summary>
    public string? Invitation { get; set; }
    public string? InvitationMethod { get; set; }
    public string State { get; set; } = nameof(EmailState.Due);
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>It leaves then at the earliest (quiet hours); null is at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>Tells one claim from another made at the same moment.</summary>
    public string? ClaimId { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? ProviderId { get; set; }

    /// <summary>How far it has come since the provider took it, as the provider's events say: a <see cref="Arl.Domain.Delivery"/>. Null until it was sent.</summary>
    public string? Delivery { get; set; }
    public DateTimeOffset? DeliveryAt { get; set; }

    /// <summary>Codes and words of the provider, no addresses.</summary>
    public string? DeliveryReason { get; set; }

    /// <summary>The address takes no mail at all; set once, with what the owner writes then.</summary>
    public bool Undeliverable { get; set; }

    /// <summary>Why the last try did not send it: codes, no addresses.</summary>
    public string? LastProblem { get; set; }
    public int Tries { get; set; }

    internal string OwnerKey => PartsOf(RowKey).OwnerKey;

    internal string Batch => PartsOf(RowKey).Batch;

    /// <summary>What the id of a mail says: <c>ARL-7K3F-9QZ2</c> and <c>introduction-1</c>.</summary>
    internal static (string OwnerKey, string Batch) PartsOf(string mailId)
    {
        var end = mailId.IndexOf(Infix, StringComparison.Ordinal);
        return (mailId[..end], mailId[(end + Infix.Length)..mailId.LastIndexOf('_')]);
    }

    internal MailFate Fate => Delivery is { } reached ? new(Enum.Parse<Delivery>(reached), DeliveryAt, DeliveryReason is { Length: > 0 } reason ? reason : null, Undeliverable) : MailFate.Unknown;

    /// <summary>The provider has spoken of it, so the provider has it, whatever we know of our own try.</summary>
    internal bool IsHeardOf => !IsFinished && Delivery is not null;

    internal bool IsFinished => State is nameof(EmailState.Sent) or nameof(EmailState.Refused) or nameof(EmailState.Cancelled);

    /// <summary>With which the keys of all emails of an owner start.</summary>
    public static string Prefix(string ownerKey) => ownerKey + Infix;

    /// <summary>The same of one batch.</summary>
    public static string Prefix(string ownerKey, string batch) => $"{Prefix(ownerKey)}{batch}_";

    internal static bool IsKey(string key) => key.IndexOf(Infix, StringComparison.Ordinal) is > 0 and var end && key.LastIndexOf('_') >= end + Infix.Length;

    /// <param name="notBefore">Null: as soon as may be.</param>
    /// <param name="attachments">As <see cref="MailAttachments.Keep"/> has kept them; null is none.</param>
    /// <exception cref="ArgumentException">The email is not transactional and does not go to one reader, who alone could unsubscribe from it.</exception>
    public static EmailRow For(
        string partition, string ownerKey, string batch, string name, IReadOnlyList<EmailAddress> to, EmailAddress? replyTo, RenderedEmail email, DateTimeOffset now, DateTimeOffset? notBefore = null,
        IReadOnlyList<KeptAttachment>? attachments = null)
    {
        if (!email.Transactional && to.Count != 1)
            throw new ArgumentException("An email that its readers can do without goes to one reader; owe each one of their own.", nameof(to));
        return new()
        {
            PartitionKey = partition,
            RowKey = Prefix(ownerKey, batch) + name,
            Kind = name,
            Transactional = email.Transactional,
            To = string.Join(' ', to.Select(address => address.Value)),
            ReplyTo = replyTo?.Value,
            Subject = email.Subject,
            Html = email.Html,
            Text = email.Text,
            Attachments = attachments is { Count: > 0 } ? MailAttachments.Write(attachments) : null,
            CreatedAt = now,
            NotBefore = notBefore,
        };
    }

    /// <summary>The mail as it leaves, but for its attachments; one that is not transactional with the link by which its reader unsubscribes.</summary>
    internal MailToSend ToMail(string owner, UnsubscribeLinks links)
    {
        var unsubscribe = Transactional ? null : links.UrlOf(owner, RowKey, Readers.Single());
        var (html, text) = unsubscribe is null ? (Html, Text) : UnsubscribeMark.Replace(Html, Text, unsubscribe);
        return new(RowKey, Readers, ReplyTo is { } replyTo ? EmailAddress.Parse(replyTo) : null, Subject, html, text) { Owner = owner, Kind = Kind, Unsubscribe = unsubscribe };
    }

    /// <exception cref="ArgumentException">It is no calendar file.</exception>
    internal EmailRow Inviting(MailAttachment calendar)
    {
        (Invitation, InvitationMethod) = (calendar.Content.ToString(), calendar.CalendarMethod ?? throw new ArgumentException("It is nothing that a calendar is asked.", nameof(calendar)));
        return this;
    }

    /// <summary>As it was given; null where there is none, or it was erased.</summary>
    internal MailAttachment? Calendar => Invitation is { Length: > 0 } file ? new("invitation.ics", MailAttachment.Calendar, contentId: null, new(file)) { CalendarMethod = InvitationMethod } : null;

    internal IReadOnlyList<KeptAttachment> Kept => Attachments is { Length: > 0 } json ? MailAttachments.Read(json) : [];

    internal IReadOnlyList<EmailAddress> Readers => [.. To.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(EmailAddress.Parse)];

    /// <summary>The state after a try. A mail in doubt stays claimed: when the claim is too old, it is sent again.</summary>
    internal void Meet(MailOutcome outcome, DateTimeOffset now)
    {
        LastProblem = outcome.Problem ?? LastProblem;
        switch (outcome)
        {
            case MailOutcome.Accepted(var providerId):
                (State, SentAt, ProviderId, Delivery) = (nameof(EmailState.Sent), now, providerId ?? ProviderId, Delivery ?? nameof(Arl.Domain.Delivery.Queued));
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
