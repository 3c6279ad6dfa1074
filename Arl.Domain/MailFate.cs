namespace Arl.Domain;

/// <summary>How far a mail has come since the provider took it, by rank: a later one is never forgotten for an earlier one.</summary>
public enum Delivery { Queued, Processed, Deferred, Delivered, Bounced, Dropped, Spam }

/// <summary>What a provider tells of a mail after it took it.</summary>
public enum MailNews
{
    Processed,

    /// <summary>The reader's server asks to wait; the provider tries again by itself.</summary>
    Deferred,
    Delivered,

    /// <summary>Turned away this once; the address may be sound.</summary>
    SoftBounce,

    /// <summary>There is no such mailbox.</summary>
    HardBounce,

    /// <summary>Not sent on, for a reason that is not the address's.</summary>
    Dropped,
    DroppedForBounce,
    DroppedForInvalid,
    DroppedForSpamReport,
    DroppedForUnsubscribe,
    SpamReport,
    Unsubscribed,
}

/// <param name="Reason">Codes and words of the provider; no addresses.</param>
public sealed record MailEvent(MailNews News, DateTimeOffset At, string? Reason)
{
    /// <summary>Null where it says nothing of how far the mail has come.</summary>
    public Delivery? Reached => News switch
    {
        MailNews.Processed => Delivery.Processed,
        MailNews.Deferred => Delivery.Deferred,
        MailNews.Delivered => Delivery.Delivered,
        MailNews.SoftBounce or MailNews.HardBounce => Delivery.Bounced,
        MailNews.SpamReport => Delivery.Spam,
        MailNews.Unsubscribed => null,
        _ => Delivery.Dropped,
    };

    /// <summary>What it means for the address; null is nothing.</summary>
    public SuppressionReason? Suppresses => News switch
    {
        MailNews.HardBounce or MailNews.DroppedForBounce => SuppressionReason.HardBounce,
        MailNews.DroppedForInvalid => SuppressionReason.Invalid,
        MailNews.SpamReport or MailNews.DroppedForSpamReport => SuppressionReason.SpamReport,
        MailNews.Unsubscribed or MailNews.DroppedForUnsubscribe => SuppressionReason.Unsubscribed,
        _ => null,
    };

    /// <summary>No mail will ever reach this address: whoever is responsible needs another.</summary>
    public bool IsUndeliverable => News is MailNews.HardBounce or MailNews.DroppedForBounce or MailNews.DroppedForInvalid;
}

/// <summary>
/// What is known of one mail since the provider took it: the event of the highest rank, of equals the latest. Hearing is taking a maximum, so the order of events,
/// and hearing one again, never matter; whether any was undeliverable is never forgotten.
/// </summary>
public sealed record MailFate(Delivery Delivery, DateTimeOffset? At, string? Reason, bool IsUndeliverable)
{
    public static MailFate Unknown { get; } = new(Delivery.Queued, null, null, false);

    public MailFate Hear(MailEvent heard)
    {
        var known = heard.IsUndeliverable && !IsUndeliverable ? this with { IsUndeliverable = true } : this;
        return heard.Reached is { } reached && IsNews(reached, heard) ? known with { Delivery = reached, At = heard.At, Reason = heard.Reason } : known;
    }

    private bool IsNews(Delivery reached, MailEvent heard) => (reached.CompareTo(Delivery), Nullable.Compare(heard.At, At), string.CompareOrdinal(heard.Reason, Reason)) switch
    {
        ( > 0, _, _) => true,
        (0, > 0, _) => true,
        (0, 0, > 0) => true,
        _ => false,
    };
}
