using System.Diagnostics.Metrics;

namespace Arl.Functions.Hosting;

/// <summary>What the network counts of itself, the meter <c>Arl</c>. The names are those that the alerts go by (infra/alerts.bicep, docs/runbook.md). No tag names a person, a school or a request.</summary>
public sealed class Measures
{
    public const string MeterName = "Arl";

    /// <summary>The readings are taken each minute, by one instance at a time. What another took before is no longer true and is not told any more.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(150);

    private readonly TimeProvider _clock;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _matched;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _putOff;
    private readonly Counter<long> _reports;
    private readonly IReadOnlyList<Instrument> _gauges;
    private volatile Reading? _last;

    public Measures(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("arl.requests.accepted", "{request}", "Requests that were taken in.");
        _matched = meter.CreateCounter<long>("arl.requests.matched", "{request}", "Matches that were made.");
        _sent = meter.CreateCounter<long>("arl.emails.sent", "{email}", "Emails that the provider took.");
        _failed = meter.CreateCounter<long>("arl.emails.failed", "{email}", "Emails that the provider will never take as they stand.");
        _putOff = meter.CreateCounter<long>("arl.emails.put_off", "{try}", "Tries after which an email is tried again: the provider was busy, or the line broke.");
        _reports = meter.CreateCounter<long>("arl.reach.reports", "{report}", "Reach reports that were written.");
        _gauges =
        [
            Gauge(meter, "arl.requests.waiting", "{request}", "Requests that wait for a coach and are not paused.", reading => reading.Waiting),
            Gauge(meter, "arl.requests.oldest_waiting", "s", "How long the first of them has waited.", reading => reading.OldestWaiting.TotalSeconds),
            Gauge(meter, "arl.outbox.lag", "s", "How long ago the oldest work that is still owed could have been done.", reading => reading.OutboxLag.TotalSeconds),
            Gauge(meter, "arl.queue.poisoned", "{message}", "Messages in the poison queues.", reading => reading.Poisoned),
            Gauge(meter, "arl.reach.report_age", "s", "How long ago the last scheduled reach report was written.", reading => reading.ReportAge?.TotalSeconds),
        ];
    }

    /// <summary>Whether anybody reads the gauges; else there is no need to ask storage for them.</summary>
    public bool AreRead => _gauges.Any(gauge => gauge.Enabled);

    public void Accepted() => _accepted.Add(1);

    public void Matched() => _matched.Add(1);

    public void Sent() => _sent.Add(1);

    public void Failed() => _failed.Add(1);

    public void PutOff() => _putOff.Add(1);

    public void ReportWritten() => _reports.Add(1);

    internal void Take(Reading reading) => _last = reading;

    private ObservableGauge<double> Gauge(Meter meter, string name, string unit, string says, Func<Reading, double?> value) =>
        meter.CreateObservableGauge(name, () => _last is { } last && _clock.GetUtcNow() - last.At <= Fresh && value(last) is { } now ? [new Measurement<double>(now)] : Array.Empty<Measurement<double>>(), unit, says);
}

/// <summary>What stands in storage at one moment.</summary>
/// <param name="ReportAge">Null while no report is scheduled.</param>
internal sealed record Reading(DateTimeOffset At, int Waiting, TimeSpan OldestWaiting, TimeSpan OutboxLag, int Poisoned, TimeSpan? ReportAge);
