using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Requests.Guard;

/// <summary>Timer, each night: the counters of days that are over are deleted.</summary>
public sealed class ForgetLimits(RequestLimits limits)
{
    [Function(nameof(ForgetLimits))]
    public Task Run([TimerTrigger("0 45 8 * * *")] TimerInfo timer, CancellationToken cancel) => limits.Forget(cancel);
}
