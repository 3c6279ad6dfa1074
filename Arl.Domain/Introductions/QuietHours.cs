namespace Arl.Domain.Introductions;

/// <summary>When a reminder may reach its reader: Monday to Friday from <paramref name="To"/> until before <paramref name="From"/> by the reader's own clock. <paramref name="To"/> is the earlier of the two.</summary>
/// <param name="From">Quiet begins, e.g. 18:00.</param>
/// <param name="To">Quiet ends, e.g. 08:00.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>The moment itself where it is not quiet, else the next at which quiet ends, in UTC.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (IsWorkday(day) && time >= To && time < From)
            return moment.ToUniversalTime();
        if (time >= To)
            day = day.AddDays(1);
        while (!IsWorkday(day))
            day = day.AddDays(1);
        return LocalTime.Moment(day.ToDateTime(To), zone);
    }

    /// <summary>The moment itself where it is not quiet, else an hour before quiet began (or when it ended, where a day has less), in UTC: the last time at which a mail can leave that does not wait for the next workday.</summary>
    public DateTimeOffset LastAllowed(DateTimeOffset moment, TimeZoneInfo zone)
    {
        if (NextAllowed(moment, zone) == moment)
            return moment.ToUniversalTime();
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (TimeOnly.FromTimeSpan(local.TimeOfDay) < From)
            day = day.AddDays(-1);
        while (!IsWorkday(day))
            day = day.AddDays(-1);
        return LocalTime.Moment(day.ToDateTime(From - To > TimeSpan.FromHours(1) ? From.AddHours(-1) : To), zone);
    }

    private static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
