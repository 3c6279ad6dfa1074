using CsvHelper;

namespace Arl.Functions.Imports;

/// <param name="Name">As the header names it; case does not matter there.</param>
/// <param name="Required">False: the whole column may be left out. (What an empty cell means is for the reader of the row.)</param>
public sealed record CsvColumn(string Name, bool Required = true);

/// <summary>
/// A CSV file of staff, read whole: UTF-8 or UTF-16 with a byte order mark, RFC 4180, commas, CRLF or LF, columns by name in any order.
/// Blank lines, and lines of nothing but commas, are passed over. Everything wrong is collected, never thrown.
/// </summary>
public sealed class CsvTable
{
    public const int MostRows = 200_000;
    private const int LongestRow = 1 << 16;

    private readonly IReadOnlyList<CsvColumn> _columns;
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CsvRow> _rows = [];
    private bool _openQuote;
    private bool _stray;

    private CsvTable(IReadOnlyList<CsvColumn> columns, CsvProblems problems)
    {
        _columns = columns;
        Problems = problems;
    }

    internal bool IsTamed { get; private init; }

    public CsvProblems Problems { get; }

    public IReadOnlyList<CsvRow> Rows => _rows;

    /// <param name="tamed">The file is of a kind that we write too: cells are read without the apostrophe of <see cref="CsvFormula"/>.</param>
    public static CsvTable Read(ReadOnlyMemory<byte> file, IReadOnlyList<CsvColumn> columns, bool tamed = false)
    {
        var table = new CsvTable(columns, new CsvProblems()) { IsTamed = tamed };
        try
        {
            using var csv = CsvReader.Create(file, table.Options());
            if (CsvText.IsReadable(file.Span, table.Problems) && table.ReadHeader(csv))
                table.ReadRows(csv);
        }
        catch (CsvFormatException swallowed)
        {
            table.Problems.Line((int)swallowed.LineNumber, "The row does not end: most likely a quotation mark is opened here and never closed.");
        }
        return table;
    }

    /// <summary>True where the header has it.</summary>
    public bool Has(string column) => _positions.ContainsKey(column);

    internal int PositionOf(string column) => _positions.TryGetValue(column, out var at) ? at : -1;

    private CsvReaderOptions Options() => new()
    {
        Separator = ',',
        HasHeader = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = record =>
        {
            _openQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote;
            _stray = record.Reason is CsvMalformedReason.StrayQuote or CsvMalformedReason.TextAfterClosingQuote;
        },
    };

    private bool ReadHeader(CsvReader csv)
    {
        var cells = NextRow(csv) ? Cells(csv) : [];
        if (cells.Length == 0)
        {
            Problems.File("The file is empty. Its first line must name the columns: " + Known() + ".");
            return false;
        }
        var line = (int)csv.LineNumber;
        if (cells is [var only] && only.AsSpan().ContainsAny(';', '\t', '|'))
        {
            Problems.Line(line, "The columns must be separated by commas. Save the file as \"CSV UTF-8 (comma delimited)\".");
            return false;
        }
        for (var i = 0; i < cells.Length; i++)
            AddColumn(cells[i], i, line);
        foreach (var missing in _columns.Where(column => column.Required && !Has(column.Name)))
            Problems.Cell(line, cells.Length + 1, missing.Name, "The column is missing.");
        return true;
    }

    private void AddColumn(string name, int at, int line)
    {
        if (name.Length == 0)
            Problems.Cell(line, at + 1, $"column {at + 1}", "The column has no name.");
        else if (!_columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            Problems.Cell(line, at + 1, Short(name), "The column is not known. The columns are " + Known() + ".");
        else if (!_positions.TryAdd(name, at))
            Problems.Cell(line, at + 1, name, "The column stands here twice.");
        Width = at + 1;
    }

    private int Width { get; set; }

    private void ReadRows(CsvReader csv)
    {
        while (NextRow(csv) && !TooMany(csv))
            AddRow(csv);
        if (_rows.Count == 0 && Problems.Count == 0)
            Problems.File("The file has a header and no rows.");
    }

    private void AddRow(CsvReader csv)
    {
        var line = (int)csv.LineNumber;
        var cells = Cells(csv);
        if (_openQuote)
            Problems.Line(line, "A quotation mark is opened in this row and never closed: nothing after it can be read.");
        else if (_stray)
            Problems.Line(line, "A quotation mark stands inside a cell. Put the whole cell in quotation marks and write the inner one twice.");
        else if (cells.Length > Width)
            Problems.Line(line, $"The row has {cells.Length} cells, the header {Width}. A cell with a comma in it must stand in quotation marks.");
        else
            _rows.Add(new CsvRow(this, line, cells));
    }

    private bool TooMany(CsvReader csv)
    {
        if (_rows.Count < MostRows)
            return false;
        Problems.Line((int)csv.LineNumber, FormattableString.Invariant($"A file may have at most {MostRows:N0} rows. Send the rest as another file."));
        return true;
    }

    /// <summary>The next row with anything in it.</summary>
    private bool NextRow(CsvReader csv)
    {
        do
        {
            _stray = false;
            if (!csv.Read())
                return false;
        }
        while (!_openQuote && Enumerable.Range(0, csv.FieldCount).All(at => string.IsNullOrWhiteSpace(csv.GetString(at))));
        return true;
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim())];

    private string Known() => string.Join(", ", _columns.Select(column => column.Required ? column.Name : column.Name + " (optional)"));

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
