using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Introductions;

/// <summary>Timer, each 15 minutes: staff hear of requests that are about to break the 24-hour promise or broke it, by one email a day at most.</summary>
public sealed class WatchPromise(PromiseWatch promise)
{
    [Function(nameof(WatchPromise))]
    public Task Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancel) => promise.Tell(cancel);
}
