using Arl.Functions.Reach;
using Arl.Functions.Reach.Reports;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Hosting;

/// <summary>Timer, each minute: what stands in storage is read for the gauges, where anybody reads them.</summary>
public sealed class TakeReadings(Measures measures, RequestsTable requests, Outbox outbox, PoisonQueues poison, ReportLedger reports, TimeProvider clock)
{
    [Function(nameof(TakeReadings))]
    public async Task Run([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        if (!measures.AreRead)
            return;
        var waiting = (await requests.Waiting(cancel)).Where(row => row.Ask.PausedUntil is null).Select(row => row.Ask.ReceivedAt).ToList();
        var lag = await outbox.Lag(cancel);
        var poisoned = (await poison.Look(cancel)).Sum(queue => queue.Count);
        var report = await reports.LastScheduled(cancel);
        var now = clock.GetUtcNow();
        measures.Take(new(now, waiting.Count, waiting.Count == 0 ? TimeSpan.Zero : now - waiting.Min(), lag, poisoned, now - report));
    }
}
