using Arl.Domain.Engagements;
using CsCheck;

namespace Arl.Tests.Engagements;

internal static class SomeDays
{
    public static readonly WorkingDays AllYear = new(Summer: null);

    public static readonly WorkingDays WithSummer = new(Summer("06-20", "08-05"));

    /// <summary>Every kind of clock in the country.</summary>
    public static readonly Gen<TimeZoneInfo> Zone =
        Gen.OneOf("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "Pacific/Guam").Select(TimeZoneInfo.FindSystemTimeZoneById);

    public static readonly Gen<WorkingDays> Days = Gen.OneOf(AllYear, WithSummer);

    /// <summary>Any minute of 2025 to 2030.</summary>
    public static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, (6 * 365 * 24 * 60) - 1].Select(minutes => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    private static SummerBreak Summer(string from, string to) => SummerBreak.TryParse(from, to, out var summer) ? summer : throw new ArgumentException("This is no break.", nameof(from));
}
