namespace Arl.Functions.Imports;

/// <summary>Text that a spreadsheet would take for a formula: written with an apostrophe in front, and read without it. Nothing else is touched, so that what was written is read as it was.</summary>
internal static class CsvFormula
{
    public static string Tame(string text) => IsFormula(text) ? "'" + text : text;

    public static string Free(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    /// <summary>With or without apostrophes in front: one more is put before those.</summary>
    private static bool IsFormula(string text) => text.AsSpan().TrimStart('\'') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r';
}
