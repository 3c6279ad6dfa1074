namespace Arl.Domain.Engagements;

/// <summary>The days on which people are expected to answer: no Saturday or Sunday, no federal holiday, no day of the summer break (null: there is none).</summary>
public sealed record WorkingDays(SummerBreak? Summer)
{
    public bool Includes(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Summer?.Includes(day) is not true && !FederalHolidays.IsHoliday(day);

    public bool Includes(DateTimeOffset moment, TimeZoneInfo zone) => Includes(LocalTime.DayOf(moment, zone));

    /// <summary>
    /// The same time by the clocks of a zone, <paramref name="days"/> working days later. What happens on a day off counts as happening when the next working day begins,
    /// so that Friday 3 pm and one day is Monday 3 pm, while Saturday and one day is the end of Monday.
    /// </summary>
    /// <param name="days">0 or more.</param>
    /// <returns>A moment on a working day, in UTC. A time that a change of the clocks leaves out is an hour later; of one that comes twice it is the first.</returns>
    public DateTimeOffset Add(DateTimeOffset from, int days, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        if (Includes(day) && days == 0)
            return from.ToUniversalTime();
        var time = Includes(day) ? TimeOnly.FromDateTime(local) : TimeOnly.MinValue;
        day = AtOrAfter(day);
        for (var left = days; left > 0; left--)
            day = AtOrAfter(day.AddDays(1));
        return LocalTime.Moment(day.ToDateTime(time), zone);
    }

    private DateOnly AtOrAfter(DateOnly day)
    {
        while (!Includes(day))
            day = day.AddDays(1);
        return day;
    }
}
