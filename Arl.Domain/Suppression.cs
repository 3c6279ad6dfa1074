namespace Arl.Domain;

/// <summary>What was heard of an address. The first three are of the mailbox, the last is its owner's wish.</summary>
public enum SuppressionReason { HardBounce, SpamReport, Invalid, Unsubscribed }

/// <summary>
/// What is known of one address, as the newest moment of each thing heard: so the order and the number of times it was heard never matter.
/// A thing counts until it was taken back at that moment or later.
/// </summary>
public sealed record Suppression
{
    public static Suppression None { get; } = new();

    public DateTimeOffset? HardBounceAt { get; init; }

    public DateTimeOffset? SpamReportAt { get; init; }

    public DateTimeOffset? InvalidAt { get; init; }

    public DateTimeOffset? UnsubscribedAt { get; init; }

    /// <summary>Staff know that the address works: what was heard of the mailbox until then counts no longer.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The reader wants our mail after all.</summary>
    public DateTimeOffset? SubscribedAt { get; init; }

    public Suppression Hear(SuppressionReason reason, DateTimeOffset at) => reason switch
    {
        SuppressionReason.HardBounce => this with { HardBounceAt = Later(HardBounceAt, at) },
        SuppressionReason.SpamReport => this with { SpamReportAt = Later(SpamReportAt, at) },
        SuppressionReason.Invalid => this with { InvalidAt = Later(InvalidAt, at) },
        _ => this with { UnsubscribedAt = Later(UnsubscribedAt, at) },
    };

    /// <summary>Takes back what was heard of the mailbox, but not the reader's own wish.</summary>
    public Suppression Lift(DateTimeOffset now) => this with { LiftedAt = Later(Later(Later(Later(LiftedAt, now), HardBounceAt), SpamReportAt), InvalidAt) };

    /// <summary>A click on "unsubscribe", which follows all that was clicked before it.</summary>
    public Suppression Unsubscribe(DateTimeOffset now) => IsUnsubscribed ? this : this with { UnsubscribedAt = SubscribedAt >= now ? SubscribedAt.Value.AddTicks(1) : now };

    public Suppression Subscribe(DateTimeOffset now) => IsUnsubscribed ? this with { SubscribedAt = Later(UnsubscribedAt, now) } : this;

    public bool IsUnsubscribed => Counts(UnsubscribedAt, SubscribedAt);

    /// <summary>Why a mail must not be sent, or null. A wish to hear no more stops only what is not transactional.</summary>
    public SuppressionReason? Stops(bool transactional) => this switch
    {
        _ when Counts(HardBounceAt, LiftedAt) => SuppressionReason.HardBounce,
        _ when Counts(SpamReportAt, LiftedAt) => SuppressionReason.SpamReport,
        _ when Counts(InvalidAt, LiftedAt) => SuppressionReason.Invalid,
        _ when IsUnsubscribed && !transactional => SuppressionReason.Unsubscribed,
        _ => null,
    };

    private static bool Counts(DateTimeOffset? heard, DateTimeOffset? takenBack) => heard is not null && !(takenBack >= heard);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one >= other || other is null ? one : other;
}
