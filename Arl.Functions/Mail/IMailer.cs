using Arl.Domain;

namespace Arl.Functions.Mail;

/// <summary>One email, ready to go. <paramref name="Id"/> is deterministic: the same mail has the same id however often it is tried (<c>Message-ID</c>, SendGrid <c>custom_args</c>).</summary>
public sealed record MailToSend(string Id, IReadOnlyList<EmailAddress> To, EmailAddress? ReplyTo, string Subject, string Html, string Text)
{
    /// <summary>As in <see cref="IEmailOwner.Name"/>: with the id it finds the mail's row again.</summary>
    public string Owner { get; init; } = "";

    /// <summary>What kind of mail it is, for the provider's figures: a word of ours, nothing of a person.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Files, and the pictures that its HTML shows.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Where its one reader unsubscribes with one click; null for a mail that they cannot do without.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>What became of one try. Expected outcomes are values; each says whether the mail may have left.</summary>
public abstract record MailOutcome
{
    private MailOutcome() { }

    /// <summary>What went wrong, in codes.</summary>
    internal string? Problem => this switch
    {
        Refused(var reason) => reason,
        NotNow(var reason, _) => reason,
        InDoubt(var reason) => reason,
        _ => null,
    };

    /// <summary>The provider has it (queued there, not yet delivered).</summary>
    public sealed record Accepted(string? ProviderId) : MailOutcome;

    /// <summary>Never as it stands: a fault of this mail (bad address, too large). Not tried again.</summary>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>Not sent, surely; later it may be (provider busy, unreachable, our key refused).</summary>
    public sealed record NotNow(string Reason, TimeSpan? RetryAfter = null) : MailOutcome;

    /// <summary>The line broke after the mail was handed over: it may or may not have left.</summary>
    public sealed record InDoubt(string Reason) : MailOutcome;
}

/// <summary>The way out: SMTP or SendGrid. Reasons hold codes and no addresses.</summary>
public interface IMailer
{
    /// <exception cref="OperationCanceledException">We are stopping, and the mail had not begun to leave.</exception>
    Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel);
}
