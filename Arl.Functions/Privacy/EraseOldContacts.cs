using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Privacy;

/// <summary>Timer, each night: people whose time is over are erased.</summary>
public sealed class EraseOldContacts(Retention retention)
{
    [Function(nameof(EraseOldContacts))]
    public Task Run([TimerTrigger("0 15 9 * * *")] TimerInfo timer, CancellationToken cancel) => retention.Run(cancel);
}
