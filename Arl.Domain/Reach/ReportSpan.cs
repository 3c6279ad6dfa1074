namespace Arl.Domain.Reach;

/// <summary>A span of whole days of the network's zone, and the moments between which they lie.</summary>
/// <param name="After">The moment at which the first day begins; what happens then belongs to the span before.</param>
/// <param name="To">The moment at which the last day ends.</param>
public sealed record ReportSpan(Period Days, DateTimeOffset After, DateTimeOffset To)
{
    public static ReportSpan Of(Period days, TimeZoneInfo zone) => new(days, Midnight(days.From, zone), Midnight(days.To.AddDays(1), zone));

    /// <summary>As many days, or of whole months as many months, just before.</summary>
    public ReportSpan Before(TimeZoneInfo zone)
    {
        var length = Days.To.DayNumber - Days.From.DayNumber + 1;
        var isMonth = Days.From.Day == 1 && Days.To.AddDays(1).Day == 1;
        return Of(new(isMonth ? Days.From.AddMonths(-1 * Months) : Days.From.AddDays(-length), Days.From.AddDays(-1)), zone);
    }

    private int Months => ((Days.To.Year - Days.From.Year) * 12) + Days.To.Month - Days.From.Month + 1;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => LocalTime.Moment(day.ToDateTime(TimeOnly.MinValue), zone);
}
