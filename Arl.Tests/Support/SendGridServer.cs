using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Arl.Tests.Support;

/// <summary>What the server does with the next request instead of reading the mail.</summary>
public enum SendGridMood { Status, TooManyRequests, Broken, NoAnswer, DropBeforeBody, DropAfterBody, RefuseNamingAReader, RefuseTheReader, RefuseInHtml }

/// <summary>
/// Behaves as SendGrid's v3 <c>POST /v3/mail/send</c>, over a real socket: the bearer key, the media type, the size and the schema are checked, and errors come
/// in its form. Documented at https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send.
/// </summary>
public sealed class SendGridServer : IAsyncDisposable
{
    public const string Key = "SG.test-key";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(SendGridMood Mood, string? With)> _moods = [];
    private readonly ConcurrentQueue<JsonNode> _mails = [];
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    private SendGridServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Bytes; SendGrid's own is 30 MB.</summary>
    public long SizeLimit { get; set; } = 30 * 1024 * 1024;

    /// <summary>The mails it took.</summary>
    public IReadOnlyList<JsonNode> Mails => [.. _mails];

    /// <summary>How often it was asked at all.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Done when it has left a request without an answer.</summary>
    public Task HasFallenSilent => _silent.Task;

    /// <summary>Its event webhook: signs and posts what became of the mails it took.</summary>
    public SendGridWebhook Webhook { get; } = new();

    /// <summary>What an app needs to send its emails here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Provider"] = "SendGrid",
        ["Mail:From"] = "network@arl.example",
        ["Mail:SendGrid:ApiKey"] = Key,
        ["Mail:SendGrid:Host"] = Address,
        ["Mail:SendGrid:WebhookKey"] = Webhook.Key,
    };

    public static async Task<SendGridServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var server = new SendGridServer(builder.Build());
        server._app.MapPost("/v3/mail/send", server.Answer);
        await server._app.StartAsync();
        return server;
    }

    /// <param name="retryAfter">With <see cref="SendGridMood.TooManyRequests"/>: the header as it is sent.</param>
    public void Next(SendGridMood mood, string? retryAfter = null) => _moods.Enqueue((mood, retryAfter));

    /// <summary>It answers the next request with this status and nothing else.</summary>
    public void NextStatus(int status) => _moods.Enqueue((SendGridMood.Status, status.ToString(CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        Webhook.Dispose();
        _end.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        Interlocked.Increment(ref _requests);
        if (_moods.TryDequeue(out var next))
            await Act(http, next.Mood, next.With);
        else
            await Take(http);
    }

    private async Task Act(HttpContext http, SendGridMood mood, string? with)
    {
        if (mood is not SendGridMood.DropBeforeBody)
            await http.Request.Body.CopyToAsync(Stream.Null, _end.Token);
        switch (mood)
        {
            case SendGridMood.Status:
                http.Response.StatusCode = int.Parse(with!, CultureInfo.InvariantCulture);
                break;
            case SendGridMood.TooManyRequests:
                if (with is not null)
                    http.Response.Headers.RetryAfter = with;
                await Refuse(http, StatusCodes.Status429TooManyRequests, ("too many requests", null));
                break;
            case SendGridMood.Broken:
                await Refuse(http, StatusCodes.Status500InternalServerError, ("an unexpected error was thrown", null));
                break;
            case SendGridMood.NoAnswer:
                _silent.TrySetResult();
                await Task.Delay(Timeout.Infinite, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case SendGridMood.RefuseNamingAReader:
                await Refuse(http, StatusCodes.Status400BadRequest, ("reader@inbox.example is wrong", "reader@inbox.example"), ("so is this", "content"));
                break;
            case SendGridMood.RefuseTheReader:
                await Refuse(http, StatusCodes.Status400BadRequest, ("Does not contain a valid address.", "personalizations.0.to.0.email"));
                break;
            case SendGridMood.RefuseInHtml:
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                await http.Response.WriteAsync("<html>Not today, reader@inbox.example</html>", _end.Token);
                break;
            default:
                http.Abort();
                break;
        }
    }

    private async Task Take(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Key}")
            await Refuse(http, StatusCodes.Status401Unauthorized, ("The provided authorization grant is invalid, expired, or revoked", null));
        else if (http.Request.ContentType?.Split(';')[0] != "application/json")
            await Refuse(http, StatusCodes.Status415UnsupportedMediaType, ("Content-Type should be application/json.", null));
        else
            await Judge(http, await Read(http));
    }

    private async Task Judge(HttpContext http, (long Size, JsonNode? Mail) body)
    {
        if (body.Size > SizeLimit)
            await Refuse(http, StatusCodes.Status413PayloadTooLarge, ("The size of the request is too large.", null));
        else if (SendGridSchema.Problems(body.Mail).ToArray() is { Length: > 0 } problems)
            await Refuse(http, StatusCodes.Status400BadRequest, problems);
        else
        {
            _mails.Enqueue(body.Mail!);
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            http.Response.Headers["X-Message-Id"] = $"sg-{_mails.Count}";
        }
    }

    private static async Task<(long Size, JsonNode? Mail)> Read(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        try
        {
            return (body.Length, JsonNode.Parse(body.ToArray()));
        }
        catch (JsonException)
        {
            return (body.Length, null);
        }
    }

    private static Task Refuse(HttpContext http, int status, params (string Message, string? Field)[] errors)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { errors = errors.Select(error => new { message = error.Message, field = error.Field, help = (string?)null }) });
    }
}
