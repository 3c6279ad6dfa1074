using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>Runs one timer function at its ticks while this process holds the timer's lease, never beside itself; a tick that passed meanwhile follows at once, and only once.</summary>
internal sealed partial class TimerRunner(
    LocalFunction.Timer function, TimerStatus status, BlobLease lease, FunctionInvoker invoker, RunningInvocations running, StorageHealth health, TimeProvider clock, ILogger<TimerRunner> log) : IDisposable
{
    // A computer that slept, or whose clock was set, is noticed within this.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private bool _ranOnStartup;

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await lease.Hold(WhileHeld, health, stop);
            }
            catch (OperationCanceledException)
            {
                // Told to stop, or the lease is lost: then wait for it again.
            }
            catch (Exception fault)
            {
                Stumbled(fault, function.Name);
                await Task.Delay(s_afterFault, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Runs it outside its schedule.</summary>
    public Task RunNow() => running.Track(() => Call(isPastDue: false, running.NoLonger));

    public void Dispose() => _oneAtATime.Dispose();

    private async Task WhileHeld(CancellationToken ending)
    {
        var pastDue = false;
        if (function.UseMonitor)
            await health.UntilReached(async () => pastDue = await status.IsPastDue(clock.GetUtcNow(), ending), ending);
        var from = clock.GetUtcNow();
        if (pastDue || (function.RunOnStartup && !_ranOnStartup))
            await Tick(pastDue, ending);
        _ranOnStartup = true;
        while (true)
        {
            await Until(function.NextAfter(from), ending);
            from = clock.GetUtcNow();
            await Tick(isPastDue: false, ending);
        }
    }

    private async Task Until(DateTimeOffset tick, CancellationToken ending)
    {
        for (var left = tick - clock.GetUtcNow(); left > TimeSpan.Zero; left = tick - clock.GetUtcNow())
            await Task.Delay(left < s_longestWait ? left : s_longestWait, clock, ending);
        ending.ThrowIfCancellationRequested();
    }

    /// <summary>Tracked, so that a stop waits for it; recorded when it has run, so that a run which a crash cut off counts as missed.</summary>
    private Task Tick(bool isPastDue, CancellationToken ending) => running.Track(async () =>
    {
        var began = clock.GetUtcNow();
        await Call(isPastDue, running.NoLonger);
        if (function.UseMonitor)
            await Recorded(began, ending);
    });

    private async Task Recorded(DateTimeOffset began, CancellationToken ending)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(running.NoLonger);
            using var soon = ending.Register(() => patience.CancelAfter(s_afterFault));
            await health.UntilReached(() => status.Ran(began, patience.Token), patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or RequestFailedException)
        {
            NotRecorded(function.Name);
        }
    }

    private async Task Call(bool isPastDue, CancellationToken cancel)
    {
        try
        {
            await _oneAtATime.WaitAsync(cancel);
            try
            {
                await invoker.Call(function, new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status.Current }, cancel);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (Exception)
        {
            // The invoker has logged it; a timer is not tried again until its next tick.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Timer {Function} stumbled over storage and begins anew.")]
    private partial void Stumbled(Exception fault, string function);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Timer {Function} ran, but that could not be recorded; it may run once more at the next start.")]
    private partial void NotRecorded(string function);
}
