using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Engagements;

/// <summary>Timer, each ten minutes: does what time has made due, for requests and for coaches whose pause is over.</summary>
public sealed class FollowUp(FollowUpRun run)
{
    [Function(nameof(FollowUp))]
    public Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancel) => run.All(cancel);
}
