using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

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
        using var call = SendGridCall.Of(mail, options.Value);
        try
        {
            cancel.ThrowIfCancellationRequested();
            handOver.Begin();
            using var response = await client.SendAsync(call, handOver.End);
            return await Read(response, handOver.End);
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

    private async Task<MailOutcome> Read(HttpResponseMessage response, CancellationToken end) => response.StatusCode switch
    {
        HttpStatusCode.Accepted => new MailOutcome.Accepted(response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null),
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => new MailOutcome.Refused(await Fields(response, end)),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}: it does not accept our key or sender (Mail:SendGrid:ApiKey, Mail:From)."),
        HttpStatusCode.GatewayTimeout => new MailOutcome.InDoubt("SendGrid answered 504."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}.", RetryAfter(response)),
        >= HttpStatusCode.BadRequest => new MailOutcome.Refused($"SendGrid answered {(int)response.StatusCode}."),
        _ => new MailOutcome.NotNow($"SendGrid answered {(int)response.StatusCode}.", RetryAfter(response)),
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>The fields that SendGrid complains of, and not its sentences: they often repeat the address.</summary>
    private static async Task<string> Fields(HttpResponseMessage response, CancellationToken end)
    {
        var reason = $"SendGrid answered {(int)response.StatusCode}";
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(end));
            var fields = body.RootElement.GetProperty("errors").EnumerateArray()
                .Select(error => error.TryGetProperty("field", out var field) ? field.GetString() : null).OfType<string>().Where(field => FieldName().IsMatch(field)).Distinct().ToList();
            return fields.Count == 0 ? $"{reason}." : $"{reason} to {string.Join(", ", fields)}.";
        }
        catch (Exception unexpected) when (unexpected is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{reason}, without the list of errors it documents.";
        }
    }

    [GeneratedRegex(@"^[\w.\[\]-]{1,100}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldName();
}
