using System.Net;

namespace Arl.Functions.Mail;

/// <summary>Pictures of an email for a page: a browser knows no <c>cid:</c> addresses, so each is put in as what it holds.</summary>
public static class InlinePictures
{
    public static string Shown(string html, IEnumerable<MailAttachment> attachments) =>
        attachments.Where(one => one.ContentId is not null).Aggregate(html, (shown, one) =>
            shown.Replace(Source($"cid:{one.ContentId}"), Source($"data:{one.MediaType};base64,{Convert.ToBase64String(one.Content.ToMemory().Span)}"), StringComparison.Ordinal));

    private static string Source(string address) => $"src=\"{WebUtility.HtmlEncode(address)}\"";
}
