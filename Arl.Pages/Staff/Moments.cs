using System.Globalization;

namespace Arl.Pages.Staff;

/// <summary>A moment as staff read it, by the clocks of a zone.</summary>
public static class Moments
{
    /// <summary><c>Nov 27, 8:05 AM</c>: of what was lately or is soon.</summary>
    public static string Near(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, h:mm tt");

    /// <summary><c>Nov 27, 2026, 8:05 AM</c>.</summary>
    public static string Short(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, yyyy, h:mm tt");

    /// <summary><c>Nov 27, 2026, 8:05:09 AM</c>.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, yyyy, h:mm:ss tt");

    /// <summary><c>November 27, 2026, 8:05 AM</c>.</summary>
    public static string Full(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMMM d, yyyy, h:mm tt");

    /// <summary>Its day: <c>Nov 27, 2026</c>.</summary>
    public static string Day(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "MMM d, yyyy");

    private static string Local(DateTimeOffset at, TimeZoneInfo zone, string format) => TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}
