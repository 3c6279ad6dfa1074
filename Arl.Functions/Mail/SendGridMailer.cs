using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Arl.Functions.Mail;

/// <summary>Sends by SendGrid's v3 API. It never tries twice by itself: only the record of the mail may decide that.</summary>
public sealed partial class SendGridMailer(IOptions<MailOptions> options, IHttpClientFactory http, TimeProvider clock) : IMailer
{
    public const string ClientName = "SendGrid";

    /// <summary>By these custom arguments SendGrid's events name the mail. They and the category are kept there for good, so they hold ids and words of ours alone.</summary>
    public const string IdArgument = "arl_id";
    public const string OwnerArgument = "arl_owner";

    internal static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    public async Task<MailOutcome> Send(MailToSend mail, CancellationToken cancel)
    {
        using var handOver = new HandOver(clock, cancel);
        using var client = http.CreateClient(ClientName);
        var settings = options.Value.SendGrid;
        try
        {
            cancel.ThrowIfCancellationRequested();
            var sendGrid = new SendGridClient(client, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.Host.TrimEnd('/') });
            handOver.Begin();
            return await Read(await sendGrid.SendEmailAsync(Message(mail), handOver.End), handOver.End);
        }
        catch (Exception fault) when (Meaning(fault, handOver) is { } outcome)
        {
            return outcome;
        }
    }

    private static MailOutcome? Meaning(Exception fault, HandOver handOver) => fault switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } unreached =>
            new MailOutcome.NotNow($"SendGrid could not be reached ({unreached.HttpRequestError})."),
        HttpRequestException broken => new MailOutcome.InDoubt($"The connection to SendGrid broke ({broken.HttpRequestError})."),
        OperationCanceledException { InnerException: TimeoutException } => new MailOutcome.NotNow($"SendGrid could not be reached within {ConnectLimit.TotalSeconds:0} seconds."),
        OperationCanceledException when handOver.Begun => new MailOutcome.InDoubt($"SendGrid did not answer within {HandOver.Limit.TotalSeconds:0} seconds."),
        _ => null,
    };

    private async Task<MailOutcome> Read(Response response, CancellationToken end) => response.StatusCode switch
    {
        HttpStatusCode.Accepted => new MailOutcome.Accepted(response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => new MailOutcome.Refused(await Fields(response, end)),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}: it does not accept our key or sender (Mail:SendGrid:ApiKey, Mail:From)."),
        HttpStatusCode.GatewayTimeout => new MailOutcome.InDoubt("SendGrid answered 504."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}.", RetryAfter(response)),
        >= HttpStatusCode.BadRequest => new MailOutcome.Refused($"SendGrid answered {(int)response.StatusCode}."),
        _ => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}.", RetryAfter(response)),
    };

    private TimeSpan? RetryAfter(Response response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The fields that SendGrid complains of, and not its sentences: they often repeat the address.</summary>
    private static async Task<string> Fields(Response response, CancellationToken end)
    {
        var reason = $"SendGrid answered {(int)response.StatusCode}";
        try
        {
            using var body = JsonDocument.Parse(await response.Body.ReadAsStringAsync(end));
            var fields = body.RootElement.GetProperty("errors").EnumerateArray()
                .Select(error => error.TryGetProperty("field", out var field) ? field.GetString() : null).OfType<string>().Where(field => FieldName().IsMatch(field)).Distinct().ToList();
            return fields.Count == 0 ? $"{reason}." : $"{reason} to {string.Join(", ", fields)}{(fields.Any(field => field.Contains(".to.", StringComparison.Ordinal)) ? ": it does not take this address" : "")}.";
        }
        catch (Exception unexpected) when (unexpected is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{reason}, without the list of errors it documents.";
        }
    }

    private SendGridMessage Message(MailToSend mail)
    {
        var sender = options.Value.Sender;
        var message = new SendGridMessage
        {
            From = new(sender.Value, options.Value.FromName),
            ReplyTo = mail.ReplyTo is { } replyTo ? new(replyTo.Value) : null,
            Subject = mail.Subject,
            CustomArgs = new() { [IdArgument] = mail.Id, [OwnerArgument] = mail.Owner },
            Categories = mail.Kind.Length > 0 ? [mail.Kind] : null,
            Headers = new() { ["Message-ID"] = $"<{MessageId.For(mail, sender)}>" },
        };
        message.AddTos([.. mail.To.Distinct().Select(to => new SendGrid.Helpers.Mail.EmailAddress(to.Value))]);
        foreach (var (field, value) in OneClick.Headers(mail))
            message.Headers.Add(field, value);
        // Not by PlainTextContent and HtmlContent: where they are set, the client sends no further form.
        message.AddContent(MimeType.Text, mail.Text);
        message.AddContent(MimeType.Html, mail.Html);
        foreach (var calendar in mail.Attachments.Where(one => one.CalendarMethod is not null))
            message.AddContent(calendar.CalendarForm, calendar.Content.ToString());
        foreach (var file in mail.Attachments)
            message.AddAttachment(new Attachment
            {
                Content = Convert.ToBase64String(file.Content.ToMemory().Span),
                Type = file.CalendarMethod is null ? file.MediaType : MailAttachment.CalendarFile,
                Filename = file.Name,
                Disposition = file.ContentId is null ? "attachment" : "inline",
                ContentId = file.ContentId,
            });
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        message.SetSubscriptionTracking(enable: false);
        return message;
    }

    [GeneratedRegex(@"^[\w.\[\]-]{1,100}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldName();
}
