using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Public;

/// <summary>Timer, every ten minutes: publishes the reach in any case, also what no message asked for (the share of the promise, a message that was lost).</summary>
public sealed class PublishReachAgain(PublicReachCache figures)
{
    [Function(nameof(PublishReachAgain))]
    public Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancel) => figures.Publish(cancel);
}
