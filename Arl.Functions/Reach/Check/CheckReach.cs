using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Check;

/// <summary>Timer, each night: the reach is compared with the records of requests and imports.</summary>
public sealed class CheckReach(ReachChecker checker)
{
    [Function(nameof(CheckReach))]
    public Task Run([TimerTrigger("0 45 9 * * *")] TimerInfo timer, CancellationToken cancel) => checker.Check(cancel);
}
