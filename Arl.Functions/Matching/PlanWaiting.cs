using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Matching;

/// <summary>Queue message: places changed at this moment, plan who waits.</summary>
public sealed record PlanDue(DateTimeOffset ChangedAt) : ITraced
{
    public string? Traceparent { get; init; }
}

/// <summary>After a change of places: gives new and freed ones to those who wait, by the plan.</summary>
public sealed class PlanWaiting(QueueWork work, WaitingList waiting, PlanOwed owed, TimeProvider clock)
{
    [Function(nameof(PlanWaiting))]
    public Task Run([QueueTrigger(QueueNames.PlanWaiting)] PlanDue due, CancellationToken cancel) => work.Run(QueueNames.PlanWaiting, due, () => Plan(due, cancel));

    private async Task Plan(PlanDue due, CancellationToken cancel)
    {
        while (await owed.Claim(due, cancel) is { } claim)
        {
            // While another plans this message is of no use; that one sees the change, or the sweep brings it again.
            if (!await waiting.Plan(cancel) || await owed.Done(claim, cancel))
                return;
            due = new(clock.GetUtcNow()); // Places changed meanwhile, and their message may have come and gone.
        }
    }
}
