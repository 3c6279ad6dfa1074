using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary>Timer: the coaches get the digest of each call. It looks every ten minutes, since when one is due depends on the clocks of the series and on when staff saved their notes.</summary>
public sealed class SendDigests(DigestRun run)
{
    [Function(nameof(SendDigests))]
    public Task Run([TimerTrigger("30 3-59/10 * * * *")] TimerInfo timer, CancellationToken cancel) => run.All(cancel);
}
