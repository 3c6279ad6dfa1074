using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Storage;

/// <summary>Timer, each night: reasons of failures that are long past are deleted.</summary>
public sealed class ForgetFailures(QueueFailures failures)
{
    [Function(nameof(ForgetFailures))]
    public Task Run([TimerTrigger("0 30 8 * * *")] TimerInfo timer, CancellationToken cancel) => failures.Forget(cancel);
}
