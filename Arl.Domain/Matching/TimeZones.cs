using System.Collections.Concurrent;
using System.Collections.Frozen;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>How far apart people's working days lie.</summary>
public static class TimeZones
{
    /// <summary>The zone where most people of the state live. Source: 49 CFR part 71 (standard time zone boundaries); ids of the IANA time zone database.</summary>
    public static TimeZoneInfo Of(UsState state) => TimeZoneInfo.FindSystemTimeZoneById(state.Code switch
    {
        "CT" or "DE" or "DC" or "FL" or "GA" or "IN" or "KY" or "ME" or "MD" or "MA" or "MI" or "NH" or "NJ" or "NY" or "NC" or "OH" or "PA" or "RI" or "SC" or "VT" or "VA" or "WV" => "America/New_York",
        "AL" or "AR" or "IL" or "IA" or "KS" or "LA" or "MN" or "MS" or "MO" or "NE" or "ND" or "OK" or "SD" or "TN" or "TX" or "WI" => "America/Chicago",
        "CO" or "ID" or "MT" or "NM" or "UT" or "WY" => "America/Denver",
        "AZ" => "America/Phoenix",
        "CA" or "NV" or "OR" or "WA" => "America/Los_Angeles",
        "AK" => "America/Anchorage",
        "HI" => "Pacific/Honolulu",
        "AS" => "Pacific/Pago_Pago",
        "PR" or "VI" => "America/Puerto_Rico",
        "GU" or "MP" => "Pacific/Guam",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state.Code, "This state has no time zone in the table."),
    });

    private static readonly ConcurrentDictionary<string, double> ZoneHours = new(StringComparer.Ordinal);

    private static readonly FrozenDictionary<UsState, double> StateHours = UsState.All.ToFrozenDictionary(state => state, state => Of(state).BaseUtcOffset.TotalHours);

    /// <summary>Hours from UTC in winter.</summary>
    public static double HoursOf(UsState state) => StateHours[state];

    /// <param name="ianaId">Known to the system, e.g. <c>America/Denver</c>; checked when coaches are imported.</param>
    public static double HoursOf(string ianaId) => ZoneHours.GetOrAdd(ianaId, static id => TimeZoneInfo.FindSystemTimeZoneById(id).BaseUtcOffset.TotalHours);

    /// <summary>Their clocks agree in winter and in summer, so that neither has to reckon (Arizona's and Colorado's do not).</summary>
    public static bool SameClock(UsState state, string ianaId)
    {
        var (one, other) = (Of(state), TimeZoneInfo.FindSystemTimeZoneById(ianaId));
        return Array.TrueForAll(Seasons, day => one.GetUtcOffset(day) == other.GetUtcOffset(day));
    }

    private static readonly DateTimeOffset[] Seasons = [new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero), new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero)];

    /// <summary>0–12 hours between two offsets, the short way round the day.</summary>
    public static double Apart(double one, double other)
    {
        var hours = Math.Abs(one - other) % 24;
        return Math.Min(hours, 24 - hours);
    }
}
