using System.Globalization;
using Arl.Domain.Reach;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Arl.Functions.Reach;

/// <summary>The list of served schools as files, by key: CSV (RFC 4180, UTF-8; text that a spreadsheet would run as a formula gets an apostrophe in front) and XLSX with the data dictionary as its second sheet.</summary>
internal static class ServedExport
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly CsvWriterOptions s_csv = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };
    private static readonly OpenXmlConfiguration s_xlsx = new() { TableStyles = TableStyles.None, FreezeRowCount = 1, EnableConvertByteArray = false };

    public static byte[] Csv(IEnumerable<ServedSchool> schools)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, s_csv, leaveOpen: true))
        {
            foreach (var column in ServedColumns.All)
                csv.WriteField(column.Name);
            csv.EndRecord();
            foreach (var school in Ordered(schools))
            {
                foreach (var column in ServedColumns.All)
                    csv.WriteField(Text(column.Of(school)));
                csv.EndRecord();
            }
            csv.Flush();
        }
        return file.ToArray();
    }

    public static byte[] Xlsx(IEnumerable<ServedSchool> schools)
    {
        using var file = new MemoryStream();
        var sheets = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Served schools"] = Ordered(schools).Select(school => ServedColumns.All.ToDictionary(column => column.Name, column => Cell(column.Of(school)), StringComparer.Ordinal)),
            ["Data dictionary"] = ServedColumns.All.Select(column => new Dictionary<string, object?>(StringComparer.Ordinal) { ["column"] = column.Name, ["means"] = column.Means }),
        };
        file.SaveAs(sheets, configuration: s_xlsx);
        return file.ToArray();
    }

    private static IEnumerable<ServedSchool> Ordered(IEnumerable<ServedSchool> schools) => schools.OrderBy(school => school.Key, StringComparer.Ordinal);

    private static object? Cell(object? value) => value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;

    private static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
