using System.Globalization;
using CsvHelper;

namespace Arl.Functions.Imports;

/// <summary>Every CSV file that we write (RFC 4180, UTF-8, a header; a test finds who writes one otherwise). Text that a spreadsheet would run as a formula is tamed (<see cref="CsvFormula"/>), whoever wrote it.</summary>
internal static class CsvFile
{
    public static byte[] Write(IEnumerable<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, CsvWriterOptions.Default, leaveOpen: true))
        {
            Row(csv, columns);
            foreach (var row in rows)
                Row(csv, row);
            csv.Flush();
        }
        return file.ToArray();
    }

    private static void Row(CsvWriter csv, IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(Text(cell));
        csv.EndRecord();
    }

    /// <summary>A number stays one, also below zero.</summary>
    private static string Text(object? cell) => cell switch
    {
        null => "",
        string text => CsvFormula.Tame(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int or long or double or decimal => ((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture),
        _ => CsvFormula.Tame(cell is IFormattable other ? other.ToString(null, CultureInfo.InvariantCulture) : cell.ToString() ?? ""),
    };
}
