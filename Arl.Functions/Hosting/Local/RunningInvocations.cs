using System.Collections.Concurrent;

namespace Arl.Functions.Hosting.Local;

/// <summary>The queue and timer work that is under way, so that a stop can wait for it.</summary>
internal sealed class RunningInvocations : IDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _noLonger = new();

    /// <summary>Cancelled when the patience of a stop is at its end; until then running invocations may finish.</summary>
    public CancellationToken NoLonger => _noLonger.Token;

    /// <param name="work">Logs its own faults and throws none.</param>
    public Task Track(Func<Task> work)
    {
        var running = Task.Run(work);
        _running[running] = true;
        _ = running.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (running.IsCompleted)
            _running.TryRemove(running, out _);
        return running;
    }

    public async Task Finish(CancellationToken patience)
    {
        try
        {
            while (!_running.IsEmpty)
                await Task.WhenAny(_running.Keys).WaitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            await _noLonger.CancelAsync();
        }
    }

    public void Dispose() => _noLonger.Dispose();
}
