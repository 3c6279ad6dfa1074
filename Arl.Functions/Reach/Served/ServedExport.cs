using Arl.Domain.Reach;
using Arl.Functions.Imports;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Arl.Functions.Reach.Served;

/// <summary>The list of served schools as files, by key: CSV and XLSX with the data dictionary as its second sheet.</summary>
internal static class ServedExport
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly OpenXmlConfiguration s_xlsx = new() { TableStyles = TableStyles.None, FreezeRowCount = 1, EnableConvertByteArray = false };

    public static byte[] Csv(IEnumerable<ServedSchool> schools) => CsvFile.Write(ServedColumns.All.Select(column => column.Name), Ordered(schools).Select(school => ServedColumns.All.Select(column => column.Of(school))));

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

    /// <summary>Text is a cell of text, which no spreadsheet runs.</summary>
    private static object? Cell(object? value) => value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;
}
