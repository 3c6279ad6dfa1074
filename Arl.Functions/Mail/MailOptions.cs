using System.Globalization;
using Arl.Domain;
using Arl.Domain.Introductions;

namespace Arl.Functions.Mail;

public enum MailProvider { Smtp, SendGrid }

public enum SmtpSecurity { None, StartTls, SslOnConnect }

/// <summary>How emails leave: the settings under <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Who takes our emails: a <see cref="MailProvider"/>.</summary>
    public string Provider { get; set; } = "";

    /// <summary>The sender of every email; its domain also ends every Message-ID.</summary>
    public string From { get; set; } = "";

    public string FromName { get; set; } = "ARL Coaching Network";

    /// <summary>For a test site: every email goes to this address alone, and its subject says for whom it was. Empty: emails go to their readers.</summary>
    public string RedirectTo { get; set; } = "";

    /// <summary>For a test site: the addresses and domains that it may write to, <c>;</c> between them. Empty: all.</summary>
    public string AllowedRecipients { get; set; } = "";

    /// <summary>Reminders leave on weekdays between <see cref="QuietTo"/> and this, by their reader's clock.</summary>
    public string QuietFrom { get; set; } = "18:00";

    public string QuietTo { get; set; } = "08:00";

    public SmtpSettings Smtp { get; set; } = new();

    public SendGridSettings SendGrid { get; set; } = new();

    /// <summary>The sender, once the settings have been checked.</summary>
    public EmailAddress Sender => EmailAddress.Parse(From);

    /// <summary>The provider, once the settings have been checked.</summary>
    public MailProvider Chosen => Enum.Parse<MailProvider>(Provider, ignoreCase: true);

    /// <summary>When no reminder leaves; it gives an owed reminder its <c>NotBefore</c>.</summary>
    public QuietHours Quiet => new(Time(QuietFrom)!.Value, Time(QuietTo)!.Value);

    /// <summary>A time of a day, most plainly as <c>08:00</c>; null where it is none.</summary>
    internal static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) // Alone this loads no tables of how letters compare, which take some 12 ms of a start.
        || TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out time) ? time : null;

    /// <summary>How long a claim may be in doubt before its mail is sent again: where events of the provider can settle it, long enough for them to come.</summary>
    public TimeSpan SettleTime => string.Equals(Provider, nameof(MailProvider.SendGrid), StringComparison.OrdinalIgnoreCase) && SendGrid.WebhookKey.Length > 0
        ? TimeSpan.FromMinutes(SendGrid.SettleMinutes)
        : OutgoingMail.ClaimExpiry;

    internal EmailAddress? Redirect => RedirectTo.Length == 0 ? null : EmailAddress.Parse(RedirectTo);

    internal IReadOnlyList<string> Allowed => AllowedRecipients.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal bool Allows(EmailAddress reader) => Allowed is { Count: 0 } or null || Allowed.Any(one => one.Contains('@', StringComparison.Ordinal)
        ? string.Equals(one, reader.Value, StringComparison.OrdinalIgnoreCase)
        : string.Equals(one, reader.Domain, StringComparison.OrdinalIgnoreCase));
}

public sealed class SmtpSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 25;

    /// <summary>Empty where the server asks for no sign-in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>A <see cref="SmtpSecurity"/>.</summary>
    public string Security { get; set; } = nameof(SmtpSecurity.None);
}

public sealed class SendGridSettings
{
    public string ApiKey { get; set; } = "";

    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>The public key of the signed event webhook, as SendGrid shows it: base64 of its DER. Empty: no event is listened to.</summary>
    public string WebhookKey { get; set; } = "";

    /// <summary>How long an event may take to come.</summary>
    public int SettleMinutes { get; set; } = 5;
}
