using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Matching;
using Arl.Functions.Reach.Equity;
using Arl.Functions.Reach.Served;
using Arl.Functions.Staff;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach.Reports;

/// <summary>Which report is to be written.</summary>
/// <param name="Month">What a monthly one is about, in words.</param>
/// <param name="AsOf">The moment whose figures it tells.</param>
public sealed record ReportAsked(string Id, ReportKind Kind, string? Month, DateTimeOffset AsOf);

/// <summary>Gathers what a reach email says, and the schools served that go with it (<see cref="ServedExport"/>). Figures are those of its moment; what a person must look at is that of now.</summary>
public sealed class ReportContent(
    ReachRecount recount, EquityDesk equity, IRequestCounts requests, UnmetNeedsNow unmet, StaffAlerts alerts, PoisonQueues poison, ReportLedger ledger, NetworkClock zone, TimeProvider clock)
{
    private const int MostWaiting = 5;
    private const int MostUnmet = 3;

    public async Task<(ReachReport Report, byte[] Served)> Gather(ReportAsked asked, CancellationToken cancel)
    {
        var books = await recount.Close(asked.AsOf, cancel);
        var figures = books.Figures;
        var now = clock.GetUtcNow();
        var day = zone.DayOf(books.At.AddTicks(-1));
        var audit = await equity.OfSchools(Period.Last12Months(day), books.Schools, cancel);
        var report = new ReachReport(figures, await ledger.Newest(ComparedWith(asked.Kind), cancel), await requests.LongestWaiting(MostWaiting, cancel), figures.Places)
        {
            Kind = asked.Kind,
            Month = asked.Month,
            WrittenAt = now,
            New = Span(asked) is { } span ? books.Progress(span, span.Before(zone.Zone)) : null,
            Growth = ReachGrowth.Of(figures.Groups.Months, day),
            States = figures.Groups.States,
            National = books.Backdrop.National,
            BelowTheirShare = EquityLines.Below(audit, asked.Month is { } month ? $"in the 12 months up to the end of {month}" : "in the last 12 months"),
            NotCovered = [.. (await unmet.Count(now, cancel)).Top(MostUnmet)],
            Alerts = [.. (await alerts.Open(cancel)).Select(alert => new ReportAlert(alert.Title, alert.Link))],
            Poisoned = (await poison.Look(cancel)).Sum(queue => queue.Known),
        };
        return (report, ServedExport.Csv(books.Schools));
    }

    /// <summary>The month of a monthly report; of a weekly one the seven days before the day it is due.</summary>
    private ReportSpan? Span(ReportAsked asked)
    {
        var last = zone.DayOf(asked.AsOf.AddTicks(-1));
        return asked.Kind switch
        {
            ReportKind.Monthly => ReportSpan.Of(new(new(last.Year, last.Month, 1), last), zone.Zone),
            ReportKind.Weekly => ReportSpan.Of(new(zone.DayOf(asked.AsOf).AddDays(-7), zone.DayOf(asked.AsOf).AddDays(-1)), zone.Zone),
            _ => null,
        };
    }

    /// <summary>A scheduled report with the one before it, so that its news is whole however often staff asked between; one that staff ask for with the last that all of them got.</summary>
    private static string[] ComparedWith(ReportKind kind) => kind switch
    {
        ReportKind.Weekly => [ReportId.Weekly],
        ReportKind.Monthly => [ReportId.Monthly],
        _ => [ReportId.Weekly, ReportId.Monthly, ReportId.OnDemand],
    };
}
