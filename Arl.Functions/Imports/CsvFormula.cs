using System.Buffers;

namespace Arl.Functions.Imports;

/// <summary>Text that a spreadsheet would take for a formula: written with an apostrophe in front, and read without it. Nothing else is touched, so that what was written is read as it was.</summary>
internal static class CsvFormula
{
    /// <summary>As OWASP lists them, with the full-width ones, which some spreadsheets read as the others.</summary>
    private static readonly SearchValues<char> s_starts = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    public static string Tame(string text) => IsFormula(text) ? "'" + text : text;

    public static string Free(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    /// <summary>With or without apostrophes in front: one more is put before those.</summary>
    private static bool IsFormula(string text) => text.AsSpan().TrimStart('\'') is [var first, ..] && s_starts.Contains(first);
}
