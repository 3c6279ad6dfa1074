using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>A runner for each timer function.</summary>
internal sealed class TimerFunctions : IDisposable
{
    private readonly Dictionary<LocalFunction.Timer, TimerRunner> _runners;

    public TimerFunctions(
        FunctionCatalog catalog, HostStorage storage, FunctionInvoker invoker, RunningInvocations running, StorageHealth health, TimeProvider clock, ILogger<TimerRunner> log) =>
        _runners = catalog.All.OfType<LocalFunction.Timer>().ToDictionary(
            function => function,
            function => new TimerRunner(function, new TimerStatus(storage.Blobs, function), new BlobLease(storage.Blobs, function.Name), invoker, running, health, clock, log));

    public IEnumerable<Task> Run(CancellationToken stop) => _runners.Values.Select(runner => runner.Run(stop));

    public Task RunNow(LocalFunction.Timer function) => _runners[function].RunNow();

    public void Dispose()
    {
        foreach (var runner in _runners.Values)
            runner.Dispose();
    }
}
