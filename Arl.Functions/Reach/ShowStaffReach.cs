using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
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
public sealed class ShowStaffReach(StaffDoor door, ReachCount count, NetworkClock zone, TimeProvider clock)
{
    [Function(nameof(ShowStaffReach))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/staff/reach")] HttpRequest http, CancellationToken cancel) =>
        door.Enter(http, async _ =>
        {
            var now = clock.GetUtcNow();
            if (AsOf(http.Query["asOf"].ToString(), now) is not { } asOf)
                return Problems.Invalid([new("asOf", "Write a day (2026-09-14) or a moment (2026-09-14T13:00:00Z) that is past.")]);
            var isPeriod = http.Query.ContainsKey("from") || http.Query.ContainsKey("to");
            return EquityQuery.Read(http, DayOf(asOf)) switch
            {
                Result<EquityPeriod>.Invalid(var problems) when isPeriod => Problems.Invalid(problems),
                Result<EquityPeriod>.Ok(var days) when isPeriod => Results.Json(Answer(await count.BooksAt(asOf, cancel), days)),
                _ => Results.Json(Answer(await count.BooksAt(asOf, cancel), days: null)),
            };
        });

    private DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone.Zone).DateTime);

    /// <summary>Null where it is neither, or lies in the future.</summary>
    private DateTimeOffset? AsOf(string text, DateTimeOffset now)
    {
        if (text.Length == 0)
            return now;
        var moment = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? ReportSpan.Of(new(day, day), zone.Zone).To
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact : DateTimeOffset.MaxValue;
        return moment <= now ? moment : day == DayOf(now) ? now : null;
    }

    private StaffReachAnswer Answer(ReachBooks books, EquityPeriod? days)
    {
        var answer = StaffReachAnswer.Of(books.Figures);
        if (days is null)
            return answer;
        var span = ReportSpan.Of(days, zone.Zone);
        var progress = books.Progress(span, span.Before(zone.Zone));
        return answer with { Period = new(days.From, days.To, StaffReachAnswer.Of(progress.New), StaffReachAnswer.Of(progress.Before)) };
    }
}
