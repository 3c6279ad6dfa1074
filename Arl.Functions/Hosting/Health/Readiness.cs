using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arl.Functions.Hosting.Health;

/// <summary>
/// Whether the network can do its work. Each check has its time; whoever asks meanwhile, or soon after, gets the same answer, so that asking often costs storage nothing.
/// </summary>
public sealed class Readiness(HealthCheckService checks, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private readonly Lock _one = new();
    private Task<HealthReport>? _last;
    private DateTimeOffset _began;

    public Task<HealthReport> Check(CancellationToken cancel)
    {
        lock (_one)
        {
            var now = clock.GetUtcNow();
            if (_last is null || (_last.IsCompleted && now - _began >= Kept))
                (_last, _began) = (checks.CheckHealthAsync(CancellationToken.None), now);
            return _last.WaitAsync(cancel);
        }
    }

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        var health = services.AddHealthChecks();
        Check(health, "tables", provider => StorageCheck.OfTables(provider.GetRequiredService<ArlStorage>()));
        Check(health, "queues", provider => StorageCheck.OfQueues(provider.GetRequiredService<ArlStorage>()));
        Check(health, "blobs", provider => StorageCheck.OfBlobs(provider.GetRequiredService<ArlStorage>()));
        Check(health, "mail", provider => ActivatorUtilities.CreateInstance<MailCheck>(provider));
        Check(health, "directory", provider => ActivatorUtilities.CreateInstance<DirectoryCheck>(provider));
        Check(health, "outbox", provider => ActivatorUtilities.CreateInstance<OutboxCheck>(provider));
    }

    private static void Check(IHealthChecksBuilder health, string name, Func<IServiceProvider, IHealthCheck> make) =>
        health.Add(new(name, provider => new InTime(make(provider)), failureStatus: HealthStatus.Unhealthy, tags: null));

    /// <summary>A check that fails says so and no more; one that ignores its token is not waited for.</summary>
    private sealed class InTime(IHealthCheck check) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                return await check.CheckHealthAsync(context, limit.Token).WaitAsync(Patience + Patience / 4, CancellationToken.None);
            }
            catch (Exception)
            {
                return HealthCheckResult.Unhealthy(); // Nobody shall read in an answer what went wrong; the faults of real work are in the log.
            }
        }
    }
}
