using Arl.Functions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Storage;

/// <summary>
/// Every queue function runs its work through this: a failure is recorded with its reason, for the staff page of poisoned messages, and goes on to the queue's retry as it was thrown.
/// The work is a span in the trace of whoever owed the message, in both hosts.
/// Work that succeeds costs nothing more.
/// </summary>
public sealed partial class QueueWork(QueueFailures failures, ILogger<QueueWork> log)
{
    /// <summary>Storage may be the very thing that fails; the queue's retry must not wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="queue">Where the message came from.</param>
    public async Task Run<T>(string queue, T message, Func<Task> work) where T : class
    {
        using var span = message is ITraced traced ? Spans.Process(queue, traced.Traceparent, traced.About) : null;
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            span.Failed(fault);
            await Record(queue, QueueMessages.KeyOf(message), fault);
            throw;
        }
    }

    private async Task Record(string queue, string key, Exception fault)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await failures.Note(queue, key, fault, patience.Token);
        }
        catch (Exception second)
        {
            NotRecorded(second, queue, key); // The fault itself is what matters.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Why {Key} of {Queue} failed could not be recorded.")]
    private partial void NotRecorded(Exception second, string queue, string key);
}
