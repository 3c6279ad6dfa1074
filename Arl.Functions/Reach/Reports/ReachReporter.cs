using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.Reach.Reports;

/// <summary>Writes reach reports: those that are due, and one whenever staff ask for it.</summary>
public sealed partial class ReachReporter(
    ReportContent content, ReportLedger ledger, ReachReportEmails emails, IOptions<ReachOptions> options, IOptions<StaffRecipientOptions> staff, Measures measures, NetworkClock zone, TimeProvider clock, ILogger<ReachReporter> log)
{
    /// <summary>A report is written so long after it is due at the earliest: what was under way when it was due is then kept.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    /// <summary>Writes every scheduled report that is due and not written. Beside itself, late or twice, it writes each once.</summary>
    public async Task WriteDue(CancellationToken cancel)
    {
        await WriteDue(ReportKind.Weekly, options.Value.WeeklyRhythm, cancel);
        await WriteDue(ReportKind.Monthly, options.Value.MonthlyRhythm, cancel);
    }

    /// <summary>Writes one now for all who get them, outside the schedule; answers its id. The same key writes no second one.</summary>
    public Task<string> WriteNow(string? idempotencyKey, CancellationToken cancel) => WriteNow(ReportKind.OnDemand, ReportId.OnDemand, staff.Value.Recipients(), idempotencyKey, cancel);

    /// <summary>Writes one now for one reader alone; answers its id. The same key writes no second one.</summary>
    public Task<string> WriteNowTo(EmailAddress reader, string idempotencyKey, CancellationToken cancel) => WriteNow(ReportKind.Own, ReportId.Own, [reader], idempotencyKey, cancel);

    /// <param name="rhythm">Null where this kind is off; when it is on again it begins anew.</param>
    private async Task WriteDue(ReportKind kind, ReportRhythm? rhythm, CancellationToken cancel)
    {
        if (rhythm is null)
        {
            await ledger.Stop(kind, cancel);
            return;
        }
        var now = clock.GetUtcNow();
        // Neither host tells a function that the program has started (RunOnStartup runs at each scaling out in Azure), but who starts gets the first tick within one interval.
        // So the start lies in the interval before that tick, and a report due in it is owed: first started on a Monday at 7:57, that of 8:00 is owed.
        var startedAt = await ledger.FirstTick(kind, rhythm, now, cancel) - SendReachReport.Every;
        var written = await ledger.Written(rhythm.Prefix, cancel);
        foreach (var period in new ReachSchedule(zone.Zone, rhythm).DuePeriods(startedAt, now - Settling, written))
            await Write(new(period.Id, kind, kind == ReportKind.Monthly ? ReportId.Period(period.Id) : null, period.AsOf), options.Value.RecipientsOf(kind, staff.Value), cancel);
    }

    private async Task<string> WriteNow(ReportKind kind, string prefix, IReadOnlyList<EmailAddress> to, string? key, CancellationToken cancel)
    {
        var id = prefix + (key is null ? Fresh() : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12)));
        if (!await ledger.IsWritten(id, cancel))
            await Write(new(id, kind, Month: null, clock.GetUtcNow()), to, cancel);
        return id;
    }

    private async Task Write(ReportAsked asked, IReadOnlyList<EmailAddress> to, CancellationToken cancel)
    {
        var (report, served) = await content.Gather(asked, cancel);
        var now = clock.GetUtcNow(); // Not the moment of its figures, which may be long past.
        var email = await emails.Email(asked.Id, report, served, to, now, cancel);
        if (await ledger.Write(asked.Id, report.Figures, emails, email, now, cancel))
        {
            Written(asked.Id, report.Figures.Schools);
            measures.ReportWritten();
        }
    }

    private string Fresh() => clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    [LoggerMessage(Level = LogLevel.Information, Message = "Reach report {Id} is written: {Schools} schools.")]
    private partial void Written(string id, int schools);
}
