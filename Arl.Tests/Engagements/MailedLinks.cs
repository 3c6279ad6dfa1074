using System.Text.RegularExpressions;
using Arl.Functions.Mail;

namespace Arl.Tests.Engagements;

/// <summary>The links of a mail, by their words, as somebody finds them who reads the plain text. A long address stands on the next line.</summary>
internal static class MailedLinks
{
    /// <summary>The path of the link with this label.</summary>
    public static Uri Link(this MailToSend mail, string label) =>
        Find(mail, label) is { Success: true } found ? new(new Uri(found.Groups["url"].Value).PathAndQuery, UriKind.Relative) : throw new InvalidOperationException($"“{mail.Subject}” has no link “{label}”:\n{mail.Text}");

    public static bool HasLink(this MailToSend mail, string label) => Find(mail, label).Success;

    private static Match Find(MailToSend mail, string label) =>
        Regex.Match(mail.Text, $@"^{Regex.Escape(label)}:\s(?<url>https?://\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
