using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Mail;

/// <summary>Says at the start that nothing will be heard of bounces, where that is so.</summary>
public sealed partial class NoWebhookNotice(IOptions<MailOptions> options, ILogger<NoWebhookNotice> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value is { Chosen: MailProvider.SendGrid, SendGrid.WebhookKey.Length: 0 })
            NothingIsHeard();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail:SendGrid:WebhookKey is not set, so every call of POST /api/sendgrid/events is answered 401: bounces, complaints and deliveries are not heard of.")]
    private partial void NothingIsHeard();
}
