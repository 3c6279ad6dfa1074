using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Storage;

/// <summary>Every ten seconds: messages owed for too long are sent again, so that no crash and no dead worker keeps anybody waiting longer than a minute.</summary>
public sealed class SweepOutbox(Outbox outbox)
{
    [Function(nameof(SweepOutbox))]
    public Task Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancel) => outbox.Sweep(cancel);
}
