using System.Net.Sockets;
using Arl.Functions.Mail;
using Arl.Functions.Schools;
using Arl.Functions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Hosting.Health;

/// <summary>Whether whoever takes our emails can be reached; nothing is sent. Where not, emails wait and leave later: requests are still taken in.</summary>
internal sealed class MailCheck(IOptions<MailOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var mail = options.Value; // Settings that are wrong throw, and that is unhealthy.
        var (host, port) = mail.Chosen == MailProvider.SendGrid && new Uri(mail.SendGrid.Host) is var url ? (url.Host, url.Port) : (mail.Smtp.Host, mail.Smtp.Port);
        using var line = new TcpClient();
        try
        {
            await line.ConnectAsync(host, port, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return HealthCheckResult.Degraded();
        }
    }
}

/// <summary>Whether schools can be looked up.</summary>
internal sealed class DirectoryCheck(SchoolDirectorySource schools) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await schools.Current(cancellationToken) is null ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
}

/// <summary>Whether what is owed is done.</summary>
internal sealed class OutboxCheck(Outbox outbox) : IHealthCheck
{
    /// <summary>Far more than a worker that died, a storage that was away or a provider that was busy needs to be made up for.</summary>
    internal static readonly TimeSpan TooLate = TimeSpan.FromMinutes(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await outbox.Lag(cancellationToken) > TooLate ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy();
}
