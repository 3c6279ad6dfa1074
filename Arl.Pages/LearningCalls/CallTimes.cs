using System.Globalization;
using Arl.Domain.LearningCalls;

namespace Arl.Pages.LearningCalls;

/// <summary>When a call is, in words, by the clocks of whoever reads them.</summary>
public static class CallTimes
{
    /// <summary><c>Tuesday, December 1, 2:00 PM Mountain Time</c>.</summary>
    /// <param name="zone">IANA id.</param>
    public static string When(DateTimeOffset moment, string zone) => string.Create(CultureInfo.InvariantCulture, $"{Local(moment, zone):dddd, MMMM d, h:mm tt} {CallZones.NameOf(zone)}");

    /// <summary><c>Tuesday, December 1</c>.</summary>
    public static string Day(DateTimeOffset moment, string zone) => Local(moment, zone).ToString("dddd, MMMM d", CultureInfo.InvariantCulture);

    /// <summary><c>Every Tuesday at 3:00 PM Eastern Time, 60 minutes</c>.</summary>
    public static string Rhythm(CallSeries series) => string.Create(CultureInfo.InvariantCulture, $"Every {series.Weekday} at {series.Time:h:mm tt} {CallZones.NameOf(series.TimeZone)}, {series.Minutes} minutes");

    /// <summary>A call of a list: <c>Tuesday, December 8, 2:00 PM Mountain Time: no call</c>.</summary>
    public static string Line(LearningCall call, string zone) => When(call.StartsAt, zone) + (call.State switch
    {
        CallState.Skipped => ": no call",
        CallState.Moved => " (moved)",
        _ => "",
    });

    public static string Answer(CallAnswer answer) => answer switch
    {
        CallAnswer.Yes => "Yes",
        CallAnswer.No => "No",
        _ => "Maybe",
    };

    private static DateTime Local(DateTimeOffset moment, string zone) => TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
}
