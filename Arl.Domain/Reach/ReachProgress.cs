using Arl.Domain.Requests;

namespace Arl.Domain.Reach;

/// <summary>A span of whole days of the network's zone, and the moments between which they lie.</summary>
/// <param name="After">The moment at which the first day begins; what happens then belongs to the span before.</param>
/// <param name="To">The moment at which the last day ends.</param>
public sealed record ReportSpan(EquityPeriod Days, DateTimeOffset After, DateTimeOffset To)
{
    public static ReportSpan Of(EquityPeriod days, TimeZoneInfo zone) => new(days, Midnight(days.From, zone), Midnight(days.To.AddDays(1), zone));

    /// <summary>As many days, just before.</summary>
    public ReportSpan Before(TimeZoneInfo zone)
    {
        var length = Days.To.DayNumber - Days.From.DayNumber + 1;
        var isMonth = Days.From.Day == 1 && Days.To.AddDays(1).Day == 1;
        return Of(new(isMonth ? Days.From.AddMonths(-1 * Months) : Days.From.AddDays(-length), Days.From.AddDays(-1)), zone);
    }

    private int Months => ((Days.To.Year - Days.From.Year) * 12) + Days.To.Month - Days.From.Month + 1;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => LocalTime.Moment(day.ToDateTime(TimeOnly.MinValue), zone);
}

/// <summary>
/// What is new in a span, beside the span before it. A school is new in the span in which it was first introduced, by that day, whenever the network learned of it;
/// what was done with requests counts by the moment.
/// </summary>
public sealed record ReachProgress(ReportSpan Span, ReachFigures New, ReachFigures Before)
{
    /// <param name="schools">As they were known at the end of the span.</param>
    /// <param name="before">The span that it is compared with.</param>
    public static ReachProgress Of(IReadOnlyList<ServedSchool> schools, IReadOnlyCollection<RequestRecord> requests, LearningRecord learning, ReachBackdrop backdrop, ReportSpan span, ReportSpan before) =>
        new(span, In(schools, requests, learning, backdrop, span), In(schools, requests, learning, backdrop, before));

    private static ReachFigures In(IReadOnlyList<ServedSchool> schools, IReadOnlyCollection<RequestRecord> requests, LearningRecord learning, ReachBackdrop backdrop, ReportSpan span) =>
        ReachFigures.Of(schools.Where(school => span.Days.Contains(school.IntroducedOn)), RequestCounts.At(requests, span.To), span.To, backdrop.Poverty) with
        {
            Work = WorkFigures.Of(requests, span.After, span.To),
            Learning = LearningFigures.Of(learning, span.After, span.To),
        };
}
