using System.Globalization;
using Arl.Domain;
using Arl.Domain.Matching;
using CsvHelper;

namespace Arl.Functions.Matching;

/// <summary>Unmet need as CSV: a line each for the total, the needs, states, levels and languages. The forecast stands in the lines of the total and the needs.</summary>
internal static class UnmetNeedsFile
{
    private static readonly string[] s_columns =
    [
        "by", "id", "name", "requests", "asked", "unmet", "share", "trend", "unmet_last_8_weeks", "unmet_8_weeks_before", "unmet_weekly",
        "waiting", "new_requests_next_8_weeks", "places_next_8_weeks", "places_low", "places_high",
    ];

    public static byte[] Write(UnmetNeeds unmet)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, CsvWriterOptions.Default, leaveOpen: true))
        {
            Row(csv, s_columns);
            Row(csv, [.. Line("total", unmet.Total), .. Forecast(unmet.Forecast)]);
            foreach (var need in unmet.ByNeed)
                Row(csv, [.. Line("need", need), .. Forecast(unmet.ForecastByNeed[need.Id])]);
            foreach (var (by, lines) in new[] { ("state", unmet.ByState), ("level", unmet.ByLevel), ("language", unmet.ByLanguage) })
            {
                foreach (var line in lines)
                    Row(csv, [.. Line(by, line), "", "", "", "", ""]);
            }
            csv.Flush();
        }
        return file.ToArray();
    }

    private static string[] Line(string by, UnmetLine line) =>
    [
        by, line.Id, line.Name, Number(line.Requests), Number(line.Asked), Number(line.Unmet), line.Share.ToString("0.####", CultureInfo.InvariantCulture),
        InWords.Id(line.Trend.Direction), Number(line.Trend.Last), Number(line.Trend.Before), string.Join(';', line.Trend.Weekly.Select(week => Number(week))),
    ];

    private static string[] Forecast(PlacesForecast forecast) =>
        [Number(forecast.Waiting), Number(forecast.New?.About), Number(forecast.Places), Number(forecast.Low), Number(forecast.High)];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void Row(CsvWriter csv, string[] fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
