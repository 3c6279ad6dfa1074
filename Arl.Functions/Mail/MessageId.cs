using System.Globalization;
using System.Text;
using Arl.Domain;

namespace Arl.Functions.Mail;

/// <summary>The header by which mailboxes recognise a mail that came twice: the same mail, the same id.</summary>
internal static class MessageId
{
    /// <summary>Without the angle brackets. What the grammar of the header (RFC 5322 §3.6.4) does not take is written as <c>=</c> and its hexadecimal bytes.</summary>
    public static string For(MailToSend mail, EmailAddress sender)
    {
        var id = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(mail.Id))
            if (char.IsAsciiLetterOrDigit((char)part) || part is (byte)'-' or (byte)'_')
                id.Append((char)part);
            else
                id.Append(CultureInfo.InvariantCulture, $"={part:X2}");
        return $"{id}@{new IdnMapping().GetAscii(sender.Domain)}";
    }
}
