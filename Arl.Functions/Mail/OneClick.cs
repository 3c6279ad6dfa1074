namespace Arl.Functions.Mail;

/// <summary>The two header fields by which a mail program unsubscribes with one click (RFC 8058).</summary>
internal static class OneClick
{
    public static IEnumerable<(string Field, string Value)> Headers(MailToSend mail) =>
        mail.Unsubscribe is { } link ? [("List-Unsubscribe", $"<{link.AbsoluteUri}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] : [];
}
