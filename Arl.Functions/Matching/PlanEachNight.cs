using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary>Timer, each night: frees what a dead worker left behind, plans whether or not anything is known to have changed, and brings the reasons for waiting up to date.</summary>
public sealed class PlanEachNight(WaitingList waiting)
{
    [Function(nameof(PlanEachNight))]
    public async Task Run([TimerTrigger("0 0 8 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        await waiting.FreeForgotten(cancel);
        await waiting.Plan(cancel);
        await waiting.RefreshReasons(cancel);
    }
}
