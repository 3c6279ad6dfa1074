using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Functions.Hosting;
using Arl.Functions.Requests;
using Arl.Functions.Schools;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Reach.Equity;

/// <summary>Takes the equity audit: from what is stored now for its routes, of the schools of a past moment for the reach email.</summary>
public sealed class EquityDesk(ReachTable reach, RequestsTable requests, SchoolDirectorySource schools, NetworkClock zone, TimeProvider clock)
{
    public async Task<IResult> Answer(HttpRequest http, Func<EquityAudit, IResult> write, CancellationToken cancel) => Asked(http) switch
    {
        Result<Period>.Ok(var period) => write(await Audit(period, cancel)),
        Result<Period>.Invalid(var problems) => Problems.Invalid(problems),
        _ => throw new InvalidOperationException("A result of an unknown kind."),
    };

    /// <summary>Of these schools alone, no requests, beside the directory as it is now.</summary>
    public async Task<EquityAudit> OfSchools(Period period, IReadOnlyList<ServedSchool> served, CancellationToken cancel) => EquityAudit.Of(period, served, [], await schools.CurrentOrEmpty(cancel));

    public Result<Period> Asked(HttpRequest http) => PeriodQuery.Read(http, Today);

    /// <summary>The 12 months up to today.</summary>
    public Period Usual => Period.Last12Months(Today);

    private DateOnly Today => zone.DayOf(clock.GetUtcNow());

    public async Task<EquityAudit> Audit(Period period, CancellationToken cancel)
    {
        var served = reach.IntroducedIn(period, cancel);
        var asked = requests.All(cancel);
        var directory = await schools.CurrentOrEmpty(cancel);
        await Task.WhenAll(served, asked);
        return EquityAudit.Of(period, await served, await asked, directory);
    }
}
