using System.Globalization;
using Arl.Domain;
using Arl.Domain.Reach;
using Arl.Functions.Hosting;
using Microsoft.AspNetCore.Http;

namespace Arl.Functions.Reach;

/// <summary>Which figures staff ask for: <c>?asOf=</c> a day (its end) or a moment, none is now; <c>?from=&amp;to=</c> a period up to that day at the latest, each optional.</summary>
/// <param name="Days">Null where no period is asked for.</param>
internal sealed record ReachQuery(DateTimeOffset AsOf, Period? Days)
{
    public static Result<ReachQuery> Read(HttpRequest http, NetworkClock zone, DateTimeOffset now)
    {
        if (MomentOf(http.Query["asOf"].ToString(), zone, now) is not { } asOf)
            return new Result<ReachQuery>.Invalid([new("asOf", "Write a day (2026-09-14) or a moment (2026-09-14T13:00:00Z) that is past, not before 2000-01-01.")]);
        if (!http.Query.ContainsKey("from") && !http.Query.ContainsKey("to"))
            return new Result<ReachQuery>.Ok(new(asOf, Days: null));
        var last = zone.DayOf(asOf.AddTicks(-1));
        return PeriodQuery.Read(http, last) switch
        {
            Result<Period>.Ok(var days) when days.To > last =>
                new Result<ReachQuery>.Invalid([new("to", string.Create(CultureInfo.InvariantCulture, $"The period ends on {days.To:yyyy-MM-dd}, after the day of the figures, {last:yyyy-MM-dd}."))]),
            Result<Period>.Ok(var days) => new Result<ReachQuery>.Ok(new(asOf, days)),
            Result<Period>.Invalid(var problems) => new Result<ReachQuery>.Invalid(problems),
            _ => throw new InvalidOperationException("A result of an unknown kind."),
        };
    }

    /// <summary>What was new in the period that is asked for, up to the moment of the figures.</summary>
    public ReachProgress? Progress(ReachBooks books, TimeZoneInfo zone)
    {
        if (Days is null)
            return null;
        var span = ReportSpan.Of(Days, zone);
        return books.Progress(span with { To = span.To < books.At ? span.To : books.At }, span.Before(zone));
    }

    /// <summary>Null where it is neither, or lies in the future or before anything; today is now.</summary>
    private static DateTimeOffset? MomentOf(string text, NetworkClock zone, DateTimeOffset now)
    {
        if (text.Length == 0)
            return now;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day > zone.DayOf(now) || day < Period.Earliest ? null : ReportSpan.Of(new(day, day), zone.Zone).To is var end && end < now ? end : now;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment <= now && moment.Year >= Period.Earliest.Year ? moment : null;
    }
}
