using Arl.Domain;
using Arl.Functions.Hosting;
using Arl.Functions.Staff;
using Arl.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Arl.Functions.Reach;

/// <summary>
/// <c>GET /api/staff/reach</c>: all figures, counted now, small groups too. With <c>?asOf=</c> a day (its end) or a moment, as they were known then; with <c>?from=&amp;to=</c> also what was new in that
/// period, beside the one before. Counts alone: no school and no person is named.
/// </summary>
public sealed class ShowStaffReach(StaffDoor door, ReachRecount recount, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowStaffReach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/reach")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, Shows.Nobody, async _ => ReachQuery.Read(http, zone, clock.GetUtcNow()) switch
        {
            Result<ReachQuery>.Ok(var query) => Results.Json(Answer(query, await recount.BooksAt(query.AsOf, cancel))),
            Result<ReachQuery>.Invalid(var problems) => Problems.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        });

    private StaffReachAnswer Answer(ReachQuery query, ReachBooks books)
    {
        var answer = StaffReachAnswer.Of(books.Figures);
        return query.Progress(books, zone.Zone) is { } progress
            ? answer with { Period = new(query.Days!.From, query.Days.To, StaffReachAnswer.Of(progress.New), StaffReachAnswer.Of(progress.Before)) }
            : answer;
    }
}
