using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.LearningCalls;

/// <summary>Timer: coaches get next week's invitation from Friday 9:00 by the clocks of the call's zone, a reminder a day before, and each change. It looks every five minutes what is owed, since the plans on Linux know no local time and a tick may be late, missed or doubled.</summary>
public sealed class SendCallEmails(CallRun run)
{
    [Function(nameof(SendCallEmails))]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => run.All(cancel);
}
