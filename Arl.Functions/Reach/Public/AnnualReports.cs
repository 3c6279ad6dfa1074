using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Functions.Hosting;

namespace Arl.Functions.Reach.Public;

/// <summary>What the page of a year says.</summary>
/// <param name="CountedUpTo">The day of the public figures.</param>
/// <param name="IsOver">The whole year is counted.</param>
public sealed record AnnualReport(PublicYear Figures, PublicWork Work, DateOnly CountedUpTo, bool IsOver);

/// <summary>The report of a year: the figures as they are published now, so that it cannot tell more than they do, and the work on the requests.</summary>
public sealed class AnnualReports(PublicReachCache published, IRequestCounts requests, NetworkClock zone, TimeProvider clock)
{
    /// <summary>Null for a year that has not begun, or is too long ago.</summary>
    public async Task<AnnualReport?> Of(int year, CancellationToken cancel)
    {
        var today = zone.DayOf(clock.GetUtcNow());
        if (year < Period.Earliest.Year || year > today.Year)
            return null;
        var reach = (await published.Current(cancel)).Reach;
        var span = ReportSpan.Of(new(new(year, 1, 1), new(year, 12, 31)), zone.Zone);
        return new(PublicYear.Of(reach, year), PublicWork.Of(await requests.Records(cancel), span.After, span.To), zone.DayOf(reach.AsOf), year < today.Year);
    }
}
