using System.Globalization;
using Arl.Domain;

namespace Arl.Functions.Imports;

/// <summary>
/// Everything wrong with a file, by line and column in words (<c>line 12, introduced_on</c>), in the order of the file.
/// A file that is wrong throughout (another sheet, say) lists its first problems and how many more there are.
/// </summary>
public sealed class CsvProblems
{
    public const int MostListed = 1_000;

    private readonly List<(int Line, int Column, Problem Problem)> _problems = [];

    public int Count => _problems.Count;

    public IReadOnlyList<Problem> All =>
    [
        .. _problems.OrderBy(found => found.Line).ThenBy(found => found.Column).Take(MostListed).Select(found => found.Problem),
        .. Count > MostListed ? [new Problem("file", string.Create(CultureInfo.InvariantCulture, $"There are {Count - MostListed:N0} more problems after these {MostListed:N0}."))] : Array.Empty<Problem>(),
    ];

    /// <summary>Wrong with the file as a whole.</summary>
    public void File(string message) => _problems.Add((0, 0, new("file", message)));

    /// <summary>Wrong with a line as a whole.</summary>
    public void Line(int line, string message) => _problems.Add((line, 0, new(Invariant($"line {line}"), message)));

    /// <param name="line">Where the row begins in the file, from 1; the header is a line too.</param>
    /// <param name="position">The column's place, from 1: for the order alone.</param>
    public void Cell(int line, int position, string column, string message) => _problems.Add((line, position, new(Invariant($"line {line}, {column}"), message)));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
