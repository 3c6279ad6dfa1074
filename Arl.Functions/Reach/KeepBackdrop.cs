using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary>Timer, nightly: what the figures of the day stand against is kept (<see cref="ReachBackdrops"/>).</summary>
public sealed class KeepBackdrop(ReachBackdrops backdrops)
{
    [Function(nameof(KeepBackdrop))]
    public async Task Run([TimerTrigger("0 40 6 * * *")] TimerInfo timer, CancellationToken cancel) => await backdrops.Keep(await backdrops.Now(cancel), cancel);
}
