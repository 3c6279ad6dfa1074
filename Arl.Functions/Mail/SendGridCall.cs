using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arl.Domain;

namespace Arl.Functions.Mail;

/// <summary>The one call of SendGrid's API that we make: <c>POST /v3/mail/send</c>, as https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send has it.</summary>
internal static class SendGridCall
{
    /// <summary>No browser reads it, so HTML need not be made six times as long.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static HttpRequestMessage Of(MailToSend mail, MailOptions options) => new(HttpMethod.Post, options.SendGrid.Host.TrimEnd('/') + "/v3/mail/send")
    {
        Headers = { Authorization = new("Bearer", options.SendGrid.ApiKey) },
        Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Body(mail, options.Sender, options.FromName), s_json)) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
    };

    private static object Body(MailToSend mail, EmailAddress sender, string senderName) => new
    {
        Personalizations = new[] { new { To = mail.To.Distinct().Select(to => new { Email = to.Value }) } },
        From = new { Name = senderName, Email = sender.Value },
        ReplyTo = mail.ReplyTo is { } replyTo ? new { Email = replyTo.Value } : null,
        mail.Subject,
        Content = Forms(mail),
        Attachments = mail.Attachments.Count > 0 ? mail.Attachments.Select(File) : null,
        Headers = OneClick.Headers(mail).Append(("Message-ID", $"<{MessageId.For(mail, sender)}>")).ToDictionary(header => header.Item1, header => header.Item2, StringComparer.Ordinal),
        Categories = mail.Kind.Length > 0 ? new[] { mail.Kind } : null,
        CustomArgs = new Dictionary<string, string>(StringComparer.Ordinal) { [SendGridMailer.IdArgument] = mail.Id, [SendGridMailer.OwnerArgument] = mail.Owner },
        TrackingSettings = new { ClickTracking = new { Enable = false, EnableText = false }, OpenTracking = new { Enable = false }, SubscriptionTracking = new { Enable = false } },
    };

    private static IEnumerable<object> Forms(MailToSend mail) =>
    [
        new { Type = MediaTypeNames.Text.Plain, Value = mail.Text },
        new { Type = MediaTypeNames.Text.Html, Value = mail.Html },
        .. mail.Attachments.Where(one => one.CalendarMethod is not null).Select(calendar => new { Type = calendar.CalendarForm, Value = calendar.Content.ToString() }),
    ];

    private static object File(MailAttachment file) => new
    {
        Content = Convert.ToBase64String(file.Content.ToMemory().Span),
        Type = file.CalendarMethod is null ? file.MediaType : MailAttachment.CalendarFile,
        Filename = file.Name,
        Disposition = file.ContentId is null ? "attachment" : "inline",
        file.ContentId,
    };
}
