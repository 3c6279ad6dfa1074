using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach.Reports;

/// <summary>
/// Timer: the staff get the reach each week and each month, when the settings <c>Reach:Weekly</c> and <c>Reach:Monthly</c> say, by the network's clocks. It looks every five minutes what the ledger is owed, since the plans on Linux know no local time
/// and a tick may be late, missed or doubled.
/// </summary>
public sealed class SendReachReport(ReachReporter reporter)
{
    public const string Schedule = "0 */5 * * * *";

    /// <summary>From one tick to the next.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    [Function(nameof(SendReachReport))]
    public Task Run([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancel) => reporter.WriteDue(cancel);
}
