using System.Net;
using System.Security.Cryptography;
using Arl.Domain;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <summary>Stops the start with sentences that say what to set.</summary>
public sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var problems = General(options).Concat(TestSite(options)).Concat(ByProvider(options)).ToList();
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
        if (MailOptions.Time(mail.QuietFrom) is not { } from || MailOptions.Time(mail.QuietTo) is not { } to || to >= from)
            yield return "Set Mail:QuietTo and Mail:QuietFrom to two times of a day, the first the earlier, for example 08:00 and 18:00: reminders leave between them. Or leave them out.";
    }

    private static IEnumerable<string> TestSite(MailOptions mail)
    {
        var redirects = EmailAddress.TryParse(mail.RedirectTo, out var instead);
        if (!redirects && mail.RedirectTo.Length > 0)
            yield return "Set Mail:RedirectTo to the one address that gets every email of a test site, or leave it out.";
        if (mail.AllowedRecipients.Length > 0 && (mail.Allowed.Count == 0 || !mail.Allowed.All(IsAddressOrDomain)))
            yield return "Set Mail:AllowedRecipients to the addresses and domains that a test site may write to, separated by ';', for example arl.example;tester@school.example, or leave it out.";
        else if (redirects && !mail.Allows(instead!))
            yield return "Set Mail:RedirectTo to an address that Mail:AllowedRecipients allows, or leave one of the two out: as they are no email could leave.";
    }

    private static bool IsAddressOrDomain(string text) => EmailAddress.TryParse(text.Contains('@', StringComparison.Ordinal) ? text : "somebody@" + text, out _);

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
        if (sendGrid.WebhookKey.Length > 0 && !IsP256Key(sendGrid.WebhookKey))
            yield return "Set Mail:SendGrid:WebhookKey to the verification key that SendGrid shows for the signed event webhook (base64, it starts with MFkw), or leave it out.";
        if (sendGrid.SettleMinutes is < 1 or > 60)
            yield return "Set Mail:SendGrid:SettleMinutes to 1 to 60 minutes, or leave it out.";
    }

    private static bool IsP256Key(string text)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return key.KeySize == 256;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static bool Names<TEnum>(string text) where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase);
}
