using System.Text.Json;
using System.Text.RegularExpressions;
using Arl.Domain;

namespace Arl.Functions.Mail;

/// <summary>One event of SendGrid's webhook, as far as it is of one of our mails. Fields: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event.</summary>
/// <param name="Id"><c>sg_event_id</c>: the same event has the same id however often it comes.</param>
/// <param name="ProviderId">As in <see cref="MailOutcome.Accepted"/>: <c>sg_message_id</c> up to its first dot.</param>
public sealed partial record SendGridEvent(string Id, string Owner, string MailId, EmailAddress? Reader, string? ProviderId, MailEvent Event)
{
    private const int MostReason = 200;

    /// <summary>Null where the body is not a JSON array. Events that are not of our mails, or say nothing that we go by, are left out.</summary>
    public static IReadOnlyList<SendGridEvent>? Read(byte[] body)
    {
        try
        {
            using var events = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return events.RootElement.ValueKind == JsonValueKind.Array ? [.. events.RootElement.EnumerateArray().Select(ReadOne).OfType<SendGridEvent>()] : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException) // The second: half of a surrogate pair as a string.
        {
            return null;
        }
    }

    private static SendGridEvent? ReadOne(JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object || Text(one, "sg_event_id") is not { } id || Text(one, SendGridMailer.OwnerArgument) is not { } owner || Text(one, SendGridMailer.IdArgument) is not { } mail)
            return null;
        if (NewsOf(one) is not { } news || At(one) is not { } at)
            return null;
        var reader = EmailAddress.TryParse(Text(one, "email"), out var address) ? address : null;
        return new(id, owner, mail, reader, Text(one, "sg_message_id")?.Split('.')[0], new MailEvent(news, at, Reason(one)));
    }

    private static MailNews? NewsOf(JsonElement one) => Text(one, "event") switch
    {
        "processed" => MailNews.Processed,
        "deferred" => MailNews.Deferred,
        "delivered" => MailNews.Delivered,
        "bounce" => Text(one, "type") == "blocked" ? MailNews.SoftBounce : MailNews.HardBounce,
        "dropped" => Text(one, "reason") switch
        {
            "Bounced Address" => MailNews.DroppedForBounce,
            "Invalid" => MailNews.DroppedForInvalid,
            "Spam Reporting Address" => MailNews.DroppedForSpamReport,
            "Unsubscribed Address" => MailNews.DroppedForUnsubscribe,
            _ => MailNews.Dropped,
        },
        "spamreport" => MailNews.SpamReport,
        "unsubscribe" or "group_unsubscribe" => MailNews.Unsubscribed,
        _ => null,
    };

    /// <summary>What cannot hold an address: the classification or a reason of letters alone, and the codes with which the other server's sentence begins.</summary>
    private static string? Reason(JsonElement one)
    {
        var sentence = Text(one, "reason") ?? Text(one, "response") ?? "";
        var (status, code) = (Code(Text(one, "status")), Code(sentence));
        var parts = new[] { Words(Text(one, "bounce_classification")), Words(sentence), code.EndsWith(status, StringComparison.Ordinal) ? "" : status, code };
        var reason = string.Join(' ', parts.Where(part => part.Length > 0).Distinct());
        if (reason.Length > MostReason)
            reason = reason[..MostReason];
        return reason.Length is 0 ? null : ReplyCode.InWords(reason) is { } words ? $"{reason} ({words})" : reason;
    }

    private static string Words(string? text) => text is not null && LettersOnly().IsMatch(text) ? text : "";

    private static string Code(string? text) => StatusCodes().Match(text ?? "").Value.TrimEnd();

    private static DateTimeOffset? At(JsonElement one) =>
        one.TryGetProperty("timestamp", out var timestamp) && timestamp.ValueKind == JsonValueKind.Number && timestamp.TryGetInt64(out var seconds) && seconds is >= 0 and <= 32_503_680_000 // The year 3000.
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 2000 } text ? text : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z /-]{0,59}$", RegexOptions.None, 1000)]
    private static partial Regex LettersOnly();

    /// <summary>RFC 5321 and RFC 3463, as in <c>550 5.1.1</c>.</summary>
    [GeneratedRegex(@"^([245]\d\d[ -])?[245]\.\d{1,3}\.\d{1,3}|^[245]\d\d\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusCodes();
}
