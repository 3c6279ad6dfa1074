using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Matching;
using Arl.Functions.Staff;
using Arl.Functions.Storage;

namespace Arl.Functions.Reach;

/// <summary>Which report is to be written.</summary>
/// <param name="Month">What a monthly one is about, in words.</param>
/// <param name="LastDay">The last day it tells of, by the network's calendar.</param>
public sealed record ReportAsked(string Id, ReportKind Kind, string? Month, DateOnly LastDay);

/// <summary>Gathers what a reach email says, and the schools served that go with it (<see cref="ServedCsv"/>).</summary>
public sealed class ReachReportRoom(
    ReachCount count, ReachTable reach, EquityDesk equity, IRequestCounts requests, IPlacesFree places, UnmetNeedsNow unmet, StaffAlerts alerts, PoisonQueues poison, ReportLedger ledger, NetworkClock zone)
{
    private const int MostWaiting = 5;
    private const int MostUnmet = 3;
    private static readonly TimeSpan s_alerts = TimeSpan.FromDays(7);

    public async Task<(ReachReport Report, byte[] Served)> Gather(ReportAsked asked, CancellationToken cancel)
    {
        var (figures, schools) = await count.WithSchools(cancel);
        var audit = await equity.Last12Months(cancel);
        var report = new ReachReport(figures, await ledger.Newest(ComparedWith(asked.Kind), cancel), await requests.LongestWaiting(MostWaiting, cancel), await places.ByOrganization(cancel))
        {
            Kind = asked.Kind,
            Month = asked.Month,
            Growth = ReachGrowth.Of(ServedGroups.Months(schools), asked.LastDay),
            States = ServedGroups.States(schools),
            National = NationalOf(audit),
            BelowTheirShare = EquityLines.Below(audit, "in the last 12 months"),
            NotCovered = [.. (await unmet.Count(figures.AsOf, cancel)).Top(MostUnmet)],
            Alerts = [.. (await alerts.Open(figures.AsOf - s_alerts, cancel)).Select(alert => new ReportAlert(alert.Title, alert.Link))],
            Poisoned = (await poison.Look(cancel)).Sum(queue => queue.Known),
        };
        return (report, ServedCsv.Write(schools, await reach.Names(cancel)));
    }

    /// <summary>The day of a moment, by the network's calendar.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone.Zone).DateTime);

    /// <summary>A scheduled report with the one before it, so that its news is whole however often staff asked between; one that staff ask for with the last that all of them got.</summary>
    private static string[] ComparedWith(ReportKind kind) => kind switch
    {
        ReportKind.Weekly => [ReportId.Weekly],
        ReportKind.Monthly => [ReportId.Monthly],
        _ => [ReportId.Weekly, ReportId.Monthly, ReportId.OnDemand],
    };

    /// <summary>All schools of the directory, three-way: rural includes towns. Null where it knows no locale.</summary>
    private static LocaleShares? NationalOf(EquityAudit audit)
    {
        var locales = audit.Dimensions.Single(dimension => dimension.Id == EquityDimension.Locale);
        int Of(params ReadOnlySpan<string> ids)
        {
            var schools = 0;
            foreach (var id in ids)
                schools += locales.Groups.Single(group => group.Id == id).Schools;
            return schools;
        }
        return locales.SchoolsKnown == 0 ? null : LocaleShares.Of(Of("city"), Of("suburb"), Of("town", "rural"), Of(EquityGroup.UnknownId));
    }
}
