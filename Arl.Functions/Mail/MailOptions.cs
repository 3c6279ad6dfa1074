using System.Net;
using Arl.Domain;
using Microsoft.Extensions.Options;

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

    public SmtpSettings Smtp { get; set; } = new();

    public SendGridSettings SendGrid { get; set; } = new();

    /// <summary>The sender, once the settings have been checked.</summary>
    public EmailAddress Sender => EmailAddress.Parse(From);

    /// <summary>The provider, once the settings have been checked.</summary>
    public MailProvider Chosen => Enum.Parse<MailProvider>(Provider, ignoreCase: true);
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
}

/// <summary>Stops the start with sentences that say what to set.</summary>
public sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = General(options).Concat(ByProvider(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> General(MailOptions mail)
    {
        if (!Names<MailProvider>(mail.Provider))
            yield return "Set Mail:Provider to SendGrid or to Smtp; it says who takes our emails.";
        if (!EmailAddress.TryParse(mail.From, out _))
            yield return "Set Mail:From to the address that emails come from, for example network@example.org; its domain must be verified at the provider.";
        if (string.IsNullOrWhiteSpace(mail.FromName) || mail.FromName.Any(char.IsControl))
            yield return "Set Mail:FromName to the name that readers see as the sender, on one line, or leave it out.";
    }

    private static IEnumerable<string> ByProvider(MailOptions mail) =>
        !Names<MailProvider>(mail.Provider) ? [] : mail.Chosen == MailProvider.Smtp ? Smtp(mail.Smtp) : SendGrid(mail.SendGrid);

    private static IEnumerable<string> Smtp(SmtpSettings smtp)
    {
        if (Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown)
            yield return "Set Mail:Smtp:Host to the name of the mail server, for example smtp.example.org, without a port.";
        if (smtp.Port is < 1 or > IPEndPoint.MaxPort)
            yield return "Set Mail:Smtp:Port to the mail server's port, for example 587 with StartTls.";
        if (!Names<SmtpSecurity>(smtp.Security))
            yield return "Set Mail:Smtp:Security to StartTls, SslOnConnect or None.";
        if (smtp.User.Length > 0 != smtp.Password.Length > 0)
            yield return "Set both Mail:Smtp:User and Mail:Smtp:Password, or neither.";
        if (smtp.User.Length > 0 && string.Equals(smtp.Security, nameof(SmtpSecurity.None), StringComparison.OrdinalIgnoreCase))
            yield return "Set Mail:Smtp:Security to StartTls or SslOnConnect: without it anyone on the way reads Mail:Smtp:Password.";
    }

    private static IEnumerable<string> SendGrid(SendGridSettings sendGrid)
    {
        if (sendGrid.ApiKey.Length == 0 || sendGrid.ApiKey.Any(c => c is <= ' ' or > '~'))
            yield return "Set Mail:SendGrid:ApiKey to a SendGrid API key that may send mail; it starts with SG.";
        if (!Uri.TryCreate(sendGrid.Host, UriKind.Absolute, out var host) || !(host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback)))
            yield return "Set Mail:SendGrid:Host to an https address, for example https://api.sendgrid.com, or leave it out.";
    }

    private static bool Names<TEnum>(string text) where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
