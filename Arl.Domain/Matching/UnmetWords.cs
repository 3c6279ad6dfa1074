using System.Globalization;
using Arl.Domain.Schools;

namespace Arl.Domain.Matching;

/// <summary>Unmet need in words, the same on the page and in the email.</summary>
public static class UnmetWords
{
    /// <summary><c>30%</c>, to the whole percent; only all is 100% and only none is 0%.</summary>
    public static string Share(UnmetLine line)
    {
        var percent = (int)Math.Round(100 * line.Share, MidpointRounding.AwayFromZero);
        return string.Create(CultureInfo.InvariantCulture, $"{(line.Unmet == 0 ? 0 : line.Unmet == line.Asked ? 100 : Math.Clamp(percent, 1, 99))}%");
    }

    /// <summary><c>Up: 5 in the last 8 weeks, 1 in the 8 weeks before</c>.</summary>
    public static string Trend(UnmetTrend trend) =>
        string.Create(CultureInfo.InvariantCulture, $"{Direction(trend)}: {trend.Last:N0} in the last 8 weeks, {trend.Before:N0} in the 8 weeks before");

    /// <summary><c>Up</c>; <c>About level</c>.</summary>
    public static string Direction(UnmetTrend trend) => trend.Direction switch
    {
        TrendDirection.Level => "About level",
        TrendDirection.TooEarly => "Too early to compare",
        var direction => direction.ToString(),
    };

    /// <summary><c>Family engagement: 12 of 40 requests (30%). Up: …</c>.</summary>
    public static string Need(UnmetLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Name}: {line.Unmet:N0} of {InWords.Count(line.Asked, "request")} ({Share(line)}). {Trend(line.Trend)}.");

    /// <summary><c>About 34 places will be needed in the next 8 weeks (80% interval 25 to 45): 12 already wait, and about 22 new requests are expected.</c></summary>
    public static string Forecast(PlacesForecast forecast)
    {
        if (forecast.New is not { } arrivals)
            return $"It is too early for a forecast: it needs {InWords.Number(PlacesForecast.FewestWeeks)} whole weeks of requests, and there {(forecast.Weeks == 1 ? "is" : "are")} {InWords.Number(forecast.Weeks)}. {InWords.Line(Waiting(forecast))}.";
        var few = forecast.Weeks < PlacesForecast.WeeksAhead ? $" This rests on {InWords.Number(forecast.Weeks)} weeks of requests only, so the interval is wide." : "";
        return $"About {InWords.Count(forecast.Places!.Value, "place")} will be needed in the next 8 weeks (80% interval {Interval(forecast)}): {Waiting(forecast)}, and about {InWords.Count(arrivals.About, "new request")} {(arrivals.About == 1 ? "is" : "are")} expected.{few}";
    }

    /// <summary><c>25 to 45</c>; empty where it is too early to say.</summary>
    public static string Interval(PlacesForecast forecast) => forecast.New is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{forecast.Low:N0} to {forecast.High:N0}");

    public static string Level(SchoolLevel level) => level switch
    {
        SchoolLevel.AdultEducation => "Adult education",
        _ => level.ToString(),
    };

    private static string Waiting(PlacesForecast forecast) => forecast.Waiting == 0 ? "nobody waits" : string.Create(CultureInfo.InvariantCulture, $"{forecast.Waiting:N0} already {(forecast.Waiting == 1 ? "waits" : "wait")}");
}
