using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests;

/// <summary>Timer, every five minutes: soon after a new version starts, and then once a day, sees to it that every request stands in the lists of the staff.</summary>
public sealed class RepairRequestIndex(RequestIndexRepair repair)
{
    [Function(nameof(RepairRequestIndex))]
    public Task Run([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => repair.IfDue(cancel);
}
