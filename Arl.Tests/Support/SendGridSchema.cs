using System.Text.Json;
using System.Text.Json.Nodes;
using Arl.Domain;

namespace Arl.Tests.Support;

/// <summary>What SendGrid asks of the body of <c>POST /v3/mail/send</c>, as far as our emails use it. Its messages repeat addresses, so these do too.</summary>
internal static class SendGridSchema
{
    private static readonly string[] s_ownHeaders =
        ["x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding", "to", "from", "subject", "reply-to", "cc", "bcc"];

    public static IEnumerable<(string Message, string? Field)> Problems(JsonNode? mail) =>
        mail is not JsonObject fields ? [("Bad Request", null)] : [.. Personalizations(fields), .. Sender(fields), .. Words(fields), .. Extras(fields), .. Files(fields)];

    private static IEnumerable<(string, string?)> Personalizations(JsonObject mail)
    {
        if (mail["personalizations"] is not JsonArray { Count: >= 1 and <= 1000 } all)
            return [("The personalizations field is required and must have at least one personalization.", "personalizations")];
        return all.SelectMany((one, n) => Recipients(one?["to"] as JsonArray, $"personalizations.{n}.to"));
    }

    private static IEnumerable<(string, string?)> Recipients(JsonArray? to, string field)
    {
        if (to is not { Count: > 0 })
            return [("The to array is required for all personalization objects, and must have at least one email object with a valid email address.", field)];
        var addresses = to.Select(one => Text(one?["email"])).ToList();
        var wrong = addresses.Index().Where(one => !EmailAddress.TryParse(one.Item, out _)).Select(one => ($"Does not contain a valid address: {one.Item}", (string?)$"{field}.{one.Index}.email"));
        return addresses.Distinct(StringComparer.OrdinalIgnoreCase).Count() < addresses.Count
            ? [.. wrong, ("Each email address in the personalization block should be unique between to, cc, and bcc.", "personalizations")]
            : wrong;
    }

    private static IEnumerable<(string, string?)> Sender(JsonObject mail)
    {
        if (!EmailAddress.TryParse(Text(mail["from"]?["email"]), out _))
            yield return ("The from object must be provided for every email send.", "from.email");
        if (mail["reply_to"] is { } replyTo && !EmailAddress.TryParse(Text(replyTo["email"]), out _))
            yield return ("The reply_to email does not contain a valid address.", "reply_to.email");
    }

    private static IEnumerable<(string, string?)> Words(JsonObject mail)
    {
        if (Text(mail["subject"]) is not { Length: > 0 })
            yield return ("The subject is required. You can get around this requirement if you use a template with a subject defined.", "subject");
        if (mail["content"] is not JsonArray { Count: > 0 } content)
            yield return ("Unless a valid template_id is provided, the content parameter is required.", "content");
        else
        {
            if (content.Index().FirstOrDefault(part => Text(part.Item?["value"]) is not { Length: > 0 }) is { Item: not null } empty)
                yield return ("The content value must be a string at least one character in length.", $"content.{empty.Index}.value");
            if (content.Count > 1 && Text(content[0]?["type"]) != "text/plain")
                yield return ("If present, text/plain and text/html may only be provided once and in this order.", "content");
        }
    }

    private static IEnumerable<(string, string?)> Extras(JsonObject mail)
    {
        if (mail["custom_args"] is { } args && (args.AsObject().Any(arg => Text(arg.Value) is null) || args.ToJsonString().Length > 10_000))
            yield return ("Invalid type. Expected: string, or too long.", "custom_args");
        foreach (var header in mail["headers"] as JsonObject ?? [])
            if (s_ownHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                yield return ($"The header {header.Key} is reserved.", $"headers.{header.Key}");
    }

    private static IEnumerable<(string, string?)> Files(JsonObject mail)
    {
        foreach (var (n, file) in (mail["attachments"] as JsonArray ?? []).Index())
        {
            if (Text(file?["content"]) is not { Length: > 0 } content || !Convert.TryFromBase64String(content, new byte[content.Length], out _))
                yield return ("The attachment content must be base64 encoded.", $"attachments.{n}.content");
            if (Text(file?["filename"]) is not { Length: > 0 } name || name.AsSpan().ContainsAny('\r', '\n'))
                yield return ("The attachment filename is required, and cannot contain CRLF.", $"attachments.{n}.filename");
            if (file?["type"] is { } type && (Text(type) is not { Length: > 0 } media || media.AsSpan().ContainsAny(';', '\r', '\n')))
                yield return ("The attachment type cannot contain ';' or CRLF.", $"attachments.{n}.type");
            if (Text(file?["disposition"]) is { } disposition && disposition is not ("inline" or "attachment"))
                yield return ("The disposition can be inline or attachment.", $"attachments.{n}.disposition");
            if (Text(file?["disposition"]) is "inline" && Text(file?["content_id"]) is not { Length: > 0 })
                yield return ("An inline attachment needs a content_id.", $"attachments.{n}.content_id");
        }
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
