namespace Arl.Pages.Emails;

/// <summary>
/// Stands in an email that is not transactional where its reader's own link goes. The link is put in when the email is sent: the kept one opens nothing.
/// No text of a person can make the mark of the HTML, because its quotes are encoded there.
/// </summary>
public static class UnsubscribeMark
{
    public const string Address = "https://unsubscribe.invalid/";

    private const string InHtml = $"href=\"{Address}\"";

    internal static bool IsIn(string html) => html.Contains(InHtml, StringComparison.Ordinal);

    public static (string Html, string Text) Replace(string html, string text, Uri link)
    {
        var last = text.LastIndexOf(Address, StringComparison.Ordinal); // The foot comes after all that people wrote.
        return (html.Replace(InHtml, $"href=\"{System.Net.WebUtility.HtmlEncode(link.AbsoluteUri)}\"", StringComparison.Ordinal),
            last < 0 ? text : string.Concat(text.AsSpan(0, last), link.AbsoluteUri, text.AsSpan(last + Address.Length)));
    }
}
