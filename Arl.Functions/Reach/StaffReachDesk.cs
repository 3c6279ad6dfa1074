using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Arl.Pages.Reach;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Reach;

/// <summary>The staff's page of the reach. Where no period is asked for it takes the month so far, up to the day of the figures.</summary>
public sealed class StaffReachDesk(ReachRecount recount, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    public async Task<IResult> Page(HttpRequest http, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var asked = new StaffReachAsked(http.Query["asOf"].ToString(), http.Query["from"].ToString(), http.Query["to"].ToString());
        var query = ReachQuery.Read(http, zone, now);
        var problems = query is Result<ReachQuery>.Invalid(var found) ? found.Select(InUsersWords).ToList() : [];
        return PageResults.Page<StaffReachPage>(new
        {
            Figures = query is Result<ReachQuery>.Ok(var read) ? await Figures(read, asked, cancel) : null,
            Asked = asked,
            Problems = problems,
            zone.DayOf(now).Year,
            SampleDirectory = await schools.IsSample(cancel),
        }, problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<StaffReachFigures> Figures(ReachQuery query, StaffReachAsked asked, CancellationToken cancel)
    {
        // The end of a day is the first moment of the next one.
        var last = zone.DayOf(query.AsOf.AddTicks(-1));
        var days = (asked.From.Length == 0 && asked.To.Length == 0) || query.Days is null ? new Period(new(last.Year, last.Month, 1), last) : query.Days;
        var books = await recount.BooksAt(query.AsOf, cancel);
        var progress = (query with { Days = days }).Progress(books, zone.Zone)!;
        return new(last, days, progress.Span.Before(zone.Zone).Days, books.Figures, progress.New, progress.Before);
    }

    /// <summary>The API takes a moment too; the page's form takes days.</summary>
    private static Problem InUsersWords(Problem problem) => problem.Field == "asOf" ? problem with { Message = "Choose a day that is not in the future, for example 2026-09-14." } : problem;
}
