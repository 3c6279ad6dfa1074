using System.Globalization;
using Arl.Domain;
using Arl.Domain.Matching;
using Arl.Functions.Imports;

namespace Arl.Functions.Matching;

/// <summary>Unmet need as CSV: a line each for the total, the needs, states, levels and languages. The forecast stands in the lines of the total and the needs.</summary>
internal static class UnmetNeedsFile
{
    private static readonly string[] s_columns =
    [
        "by", "id", "name", "requests", "asked", "unmet", "share", "trend", "unmet_last_8_weeks", "unmet_8_weeks_before", "unmet_weekly",
        "waiting", "new_requests_next_8_weeks", "places_next_8_weeks", "places_low", "places_high",
    ];

    public static byte[] Write(UnmetNeeds unmet) => CsvFile.Write(s_columns,
    [
        [.. Line("total", unmet.Total), .. Forecast(unmet.Forecast)],
        .. unmet.ByNeed.Select(need => (IEnumerable<object?>)[.. Line("need", need), .. Forecast(unmet.ForecastByNeed[need.Id])]),
        .. new[] { ("state", unmet.ByState), ("level", unmet.ByLevel), ("language", unmet.ByLanguage) }.SelectMany(kind => kind.Item2.Select(line => (IEnumerable<object?>)[.. Line(kind.Item1, line), "", "", "", "", ""])),
    ]);

    private static string[] Line(string by, UnmetLine line) =>
    [
        by, line.Id, line.Name, Number(line.Requests), Number(line.Asked), Number(line.Unmet), line.Share.ToString("0.####", CultureInfo.InvariantCulture),
        InWords.Id(line.Trend.Direction), Number(line.Trend.Last), Number(line.Trend.Before), string.Join(';', line.Trend.Weekly.Select(week => Number(week))),
    ];

    private static string[] Forecast(PlacesForecast forecast) =>
        [Number(forecast.Waiting), Number(forecast.New?.About), Number(forecast.Places), Number(forecast.Low), Number(forecast.High)];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
