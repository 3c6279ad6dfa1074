using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>What runs behind the site: once storage answers, what is missing in it is made, the seeds are sown, and queues and timers begin.</summary>
internal sealed partial class LocalWork(
    IServiceProvider services, LocalHostOptions options, QueueFunctions queues, TimerFunctions timers, RunningInvocations running, StorageHealth health, ILogger<LocalWork> log) : BackgroundService
{
    private readonly SemaphoreSlim _isNew = new(0);

    /// <summary>Storage crashed and was started again: what it had not yet written to disk is made anew.</summary>
    public void StorageIsNew() => _isNew.Release();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await running.Finish(cancellationToken);
    }

    public override void Dispose()
    {
        _isNew.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await Prepare(stoppingToken);
            await Task.WhenAll([SayReady(stoppingToken), PrepareAgain(stoppingToken), .. queues.Listen(stoppingToken), .. timers.Run(stoppingToken)]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop; what runs is waited for in StopAsync.
        }
    }

    private async Task SayReady(CancellationToken stop)
    {
        await options.AllAnswer(stop);
        options.Say("Ready.");
    }

    private async Task Prepare(CancellationToken stop)
    {
        await options.StorageAnswers(stop);
        if (services.GetService<ArlStorage>() is { } storage)
            await health.UntilReached(() => storage.CreateMissing(stop), stop);
        foreach (var seed in options.Seeds.OrderBy(seed => seed.Order))
            await Sow(seed, stop);
    }

    private async Task PrepareAgain(CancellationToken stop)
    {
        while (true)
        {
            await _isNew.WaitAsync(stop);
            await Prepare(stop);
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
