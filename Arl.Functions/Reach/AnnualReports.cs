using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Schools;

namespace Arl.Functions.Reach;

/// <summary>What the page of a year says.</summary>
public sealed record AnnualReport(int Year, DateOnly Until, PublicReach New, PublicReach Total, WorkFigures Work, bool Sample)
{
    public bool Developer { get; init; }
}

/// <summary>The report of a year, by the days of the first introductions and by all that is known today, so a school that was loaded later counts in its year.</summary>
public sealed class AnnualReports(ReachCount count, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    /// <summary>Before it there was no network.</summary>
    private const int First = 2000;

    /// <summary>Null for a year that has not begun, or is too long ago.</summary>
    public async Task<AnnualReport?> Of(int year, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone.Zone).DateTime);
        if (year < First || year > today.Year)
            return null;
        var span = ReportSpan.Of(new(new(year, 1, 1), new(year, 12, 31)), zone.Zone);
        var books = await count.BooksNow(cancel);
        var directory = await schools.CurrentOrEmpty(cancel);
        var total = books with { Schools = [.. books.Schools.Where(school => school.IntroducedOn <= span.Days.To)] };
        var progress = total.Progress(span, span.Before(zone.Zone));
        PublicReach Public(ReachFigures figures) => PublicReach.Of(figures) with { National = books.Backdrop.National };
        return new(year, year < today.Year ? span.Days.To : today, Public(progress.New), Public(progress.Total), progress.New.Work, directory.Origin.IsSample);
    }
}
