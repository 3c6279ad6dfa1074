using Microsoft.Extensions.Logging;

namespace Arl.Functions.Hosting.Local;

/// <summary>A listener for each queue function.</summary>
internal sealed class QueueFunctions
{
    private readonly Dictionary<LocalFunction.Queue, QueueListener> _listeners;

    public QueueFunctions(FunctionCatalog catalog, HostStorage storage, HostSettings settings, FunctionInvoker invoker, RunningInvocations running, StorageHealth health, TimeProvider clock, ILogger<QueueListener> log) =>
        _listeners = catalog.All.OfType<LocalFunction.Queue>()
            .ToDictionary(function => function, function => new QueueListener(function, storage, settings.Queues, invoker, running, health, clock, log));

    public IEnumerable<Task> Listen(CancellationToken stop) => _listeners.Values.Select(listener => listener.Listen(stop));

    public Task RunNow(LocalFunction.Queue function, string message) => _listeners[function].RunNow(message);
}
