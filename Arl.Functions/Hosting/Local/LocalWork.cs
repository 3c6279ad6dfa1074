using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>What runs behind the site: once storage answers, what is missing in it is made, the seeds are sown, and queues and timers begin.</summary>
internal sealed partial class LocalWork(
    IServiceProvider services, LocalHostOptions options, QueueFunctions queues, TimerFunctions timers, RunningInvocations running, StorageHealth health, ILogger<LocalWork> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await running.Finish(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await options.StorageAnswers(stoppingToken);
            if (services.GetService<ArlStorage>() is { } storage)
                await health.UntilReached(() => storage.CreateMissing(stoppingToken), stoppingToken);
            foreach (var seed in options.Seeds.OrderBy(seed => seed.Order))
                await Sow(seed, stoppingToken);
            options.Say("Ready.");
            await Task.WhenAll(queues.Listen(stoppingToken).Concat(timers.Run(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop before all was ready.
        }
    }

    private async Task Sow(ILocalSeed seed, CancellationToken stop)
    {
        try
        {
            await health.UntilReached(async () =>
            {
                await using var scope = services.CreateAsyncScope();
                await seed.Seed(scope.ServiceProvider, options.Say, stop);
            }, stop);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            NotSown(fault, seed.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Seed} failed; the host goes on without it.")]
    private partial void NotSown(Exception fault, string seed);
}
