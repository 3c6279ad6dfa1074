using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Matching;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.Reach;

/// <summary>
/// Writes reach reports. A scheduled one is compared with the scheduled one before it, so that a week's news is whole however often staff asked between;
/// one that staff ask for is compared with the last email of either kind.
/// </summary>
public sealed partial class ReachReporter(
    ReachCount count, ReachBackdrops backdrops, EquityDesk equity, IRequestCounts requests, IPlacesFree places, UnmetNeedsNow unmet, ReportLedger ledger, ReachReportEmails emails, NetworkClock zone, TimeProvider clock, ILogger<ReachReporter> log)
{
    private const int MostWaiting = 10;
    private const int MostUnmet = 3;
    private const string OnDemand = "now-";
    private const string AnyKind = "";

    /// <summary>Writes every scheduled report that is due and not written. Beside itself, late or twice, it writes each once.</summary>
    public async Task WriteDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // Neither host tells a function that the program has started (RunOnStartup runs at each scaling out in Azure), but who starts gets the first tick within one interval.
        // So the start lies in the interval before that tick, and a report due in it is owed: first started on a Monday at 7:57, the tick of 8:00 sends the report of 8:00.
        var startedAt = await ledger.FirstTick(now, cancel) - SendReachReport.Every;
        var written = await ledger.Scheduled(cancel);
        foreach (var period in new ReachSchedule(zone.Zone).DuePeriods(startedAt, now, written))
            await Write(period.Id, ReachSchedule.WeeklyPrefix, cancel);
    }

    /// <summary>Writes one now, outside the schedule; answers its id. The same key writes no second one.</summary>
    public async Task<string> WriteNow(string? idempotencyKey, CancellationToken cancel)
    {
        var id = OnDemand + (idempotencyKey is null ? Fresh() : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)).AsSpan(0, 12)));
        await Write(id, AnyKind, cancel);
        return id;
    }

    private async Task Write(string id, string comparedWith, CancellationToken cancel)
    {
        var books = await count.BooksNow(cancel);
        await backdrops.Keep(books.Backdrop with { At = books.At }, cancel);
        var figures = books.Figures;
        var report = new ReachReport(
            figures, await ledger.Newest(comparedWith, cancel), await requests.LongestWaiting(MostWaiting, cancel), await places.ByOrganization(cancel))
        {
            BelowTheirShare = EquityLines.Below(await equity.Last12Months(cancel), "in the last 12 months"),
            NotCovered = [.. (await unmet.Count(figures.AsOf, cancel)).Top(MostUnmet)],
        };
        var email = await emails.Email(id, report, figures.AsOf, cancel);
        if (await ledger.Write(id, figures, email, emails.Due(id), figures.AsOf, cancel))
            Written(id, figures.Schools);
    }

    private string Fresh() => clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    [LoggerMessage(Level = LogLevel.Information, Message = "Reach report {Id} is written: {Schools} schools.")]
    private partial void Written(string id, int schools);
}
