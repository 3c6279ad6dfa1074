using System.Globalization;

namespace Arl.Functions.Imports;

/// <summary>
/// One row, by the names of its columns. Reading a cell that is wrong notes the problem and gives null, so that one pass finds every problem.
/// A column that the header lacks reads as empty, and its absence is not reported again for every row.
/// </summary>
public sealed class CsvRow(CsvTable table, int line, IReadOnlyList<string> cells)
{
    private static readonly string[] s_moments = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The line of the file on which the row begins, from 1; a quoted line break counts.</summary>
    public int Line => line;

    /// <summary>The cell without outer spaces; empty where the row or the file has none.</summary>
    public string this[string column] => table.PositionOf(column) is >= 0 and var at && at < cells.Count ? table.IsTamed ? CsvFormula.Free(cells[at]) : cells[at] : "";

    /// <summary>True where the header has the column: an empty cell in it is the row's own.</summary>
    public bool HasColumn(string column) => table.Has(column);

    public void Wrong(string column, string message) => table.Problems.Cell(line, table.PositionOf(column) + 1, column, message);

    /// <summary>Text on one line with single spaces; null where empty or too long.</summary>
    public string? Optional(string column, int longest)
    {
        var text = string.Join(' ', this[column].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length == 0)
            return null;
        if (text.Length > longest)
            Wrong(column, $"At most {longest} characters.");
        else if (text.Any(char.IsControl))
            Wrong(column, "It holds a character that is no text.");
        else
            return text;
        return null;
    }

    /// <summary>As <see cref="Optional"/>; an empty cell is a problem.</summary>
    public string? Required(string column, int longest, string whatToWrite)
    {
        if (this[column].Length == 0 && HasColumn(column))
            Wrong(column, whatToWrite);
        return Optional(column, longest);
    }

    /// <summary>A whole number without separators; null where empty.</summary>
    public int? Number(string column, int least, int most)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(column, string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}, digits only."));
        return null;
    }

    /// <summary>A share of a whole, 0–1, as itself (<c>0.83</c>) or as a percentage with its sign (<c>83%</c>); null where empty.</summary>
    public double? Share(string column)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        var (number, whole) = text[^1] == '%' ? (text[..^1].TrimEnd(), 100m) : (text, 1m);
        if (decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= whole)
            return (double)(share / whole);
        Wrong(column, "Write a share from 0 to 1, for example 0.83, or a percentage with its sign, for example 83%.");
        return null;
    }

    /// <summary><c>yes</c> or <c>no</c>, any case; null where empty.</summary>
    public bool? YesOrNo(string column)
    {
        switch (this[column].ToUpperInvariant())
        {
            case "":
                return null;
            case "YES":
                return true;
            case "NO":
                return false;
            default:
                Wrong(column, "Write yes or no.");
                return null;
        }
    }

    /// <summary>A day as ISO 8601 writes it (<c>2020-09-14</c> or <c>20200914</c>), also with a time, whose day is taken as it is written; null where empty.</summary>
    public DateOnly? Day(string column)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (DateTimeOffset.TryParseExact(text, s_moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return DateOnly.FromDateTime(moment.DateTime);
        Wrong(column, "Write the day as year-month-day, for example 2020-09-14.");
        return null;
    }

    /// <summary>The parts of a list written with <c>;</c>, without empty ones.</summary>
    public IReadOnlyList<string> List(string column) => this[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
