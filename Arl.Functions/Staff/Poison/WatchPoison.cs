using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Staff.Poison;

/// <summary>Timer: each minute.</summary>
public sealed class WatchPoison(PoisonWatch watch)
{
    [Function(nameof(WatchPoison))]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) => watch.Look(cancel);
}
