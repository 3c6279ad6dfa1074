using Arl.Domain.Schools;
using CsvHelper;

namespace Arl.Functions.Schools;

/// <param name="Line">The line of the file on which the row begins, from 1; a quoted line break counts.</param>
public sealed record MalformedRow(int Line, string Reason);

/// <param name="Rows">Rows after the header, blank lines aside: schools + left out + malformed.</param>
/// <param name="LeftOut">Closed, inactive, future or outside the states.</param>
/// <param name="SchoolYear">As the first row gives it.</param>
public sealed record SchoolFile(IReadOnlyList<School> Schools, int Rows, int LeftOut, IReadOnlyList<MalformedRow> Malformed, string? SchoolYear);

/// <summary>How far an import is, in bytes of the file.</summary>
public sealed record ImportProgress(long Read, long Length, int Rows);

/// <summary>Reads a school file whole. Malformed rows are listed and left aside; nothing here decides whether the rest is good enough.</summary>
internal sealed class SchoolFileReader(Stream file, Action<ImportProgress>? progress)
{
    private const int LongestRow = 1 << 16;
    private readonly List<School> _schools = [];
    private readonly List<MalformedRow> _malformed = [];
    private readonly Dictionary<NcesSchoolId, int> _lineOf = [];
    private int _leftOut;
    private int _rows;
    private bool _openQuote;

    /// <param name="file">Can seek, and stands at its start.</param>
    /// <exception cref="SchoolFileException">No header that we can use, or a quotation mark that swallows the file.</exception>
    public static SchoolFile Read(Stream file, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        try
        {
            return new SchoolFileReader(file, progress).Read(cancel);
        }
        catch (CsvFormatException swallowed)
        {
            throw new SchoolFileException($"Line {swallowed.LineNumber}: the row does not end. Most likely a quotation mark is opened there and never closed.", swallowed);
        }
    }

    private SchoolFile Read(CancellationToken cancel)
    {
        using var csv = CsvReader.Create(file, Options(), leaveOpen: true);
        var layout = Header(csv);
        var row = new SchoolRowReader(layout, csv.GetString);
        string? year = null;
        while (csv.Read())
        {
            if (csv.FieldCount == 1 && string.IsNullOrWhiteSpace(csv.GetString(0)))
                continue;
            if (++_rows % 1000 == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Invoke(new(file.Position, file.Length, _rows));
            }
            var isWhole = csv.FieldCount == layout.Width && !_openQuote;
            if (isWhole && string.IsNullOrEmpty(year))
                year = row.Year;
            Add((int)csv.LineNumber, isWhole ? row.Read() : Broken(csv, layout));
        }
        progress?.Invoke(new(file.Length, file.Length, _rows));
        return new(_schools, _rows, _leftOut, _malformed, string.IsNullOrEmpty(year) ? null : year);
    }

    private CsvReaderOptions Options() => new()
    {
        Encoding = FileEncoding.Detect(file),
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        PoolStrings = true,
        OnMalformedRecord = record => _openQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote,
    };

    private static SchoolFileLayout Header(CsvReader csv)
    {
        if (!csv.Read())
            throw new SchoolFileException("The file is empty.");
        var header = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
        return SchoolFileLayout.Find(header, out var missing)
            ?? throw new SchoolFileException($"The first line must name the columns. Missing: {missing}.");
    }

    private SchoolRow.Malformed Broken(CsvReader csv, SchoolFileLayout layout)
    {
        if (_openQuote)
            return new("a quotation mark is opened in this row and never closed: what follows it cannot be read");
        var runsOn = Enumerable.Range(0, csv.FieldCount).Any(at => csv.GetString(at).Contains('\n', StringComparison.Ordinal));
        return new($"{csv.FieldCount} columns where the header has {layout.Width}" + (runsOn ? "; it runs over several lines: is a quotation mark not closed?" : ""));
    }

    private void Add(int line, SchoolRow row)
    {
        switch (row)
        {
            case SchoolRow.Open(var school) when _lineOf.TryGetValue(school.Id, out var first):
                _malformed.Add(new(line, $"the school id {school.Id} stands on line {first} already"));
                break;
            case SchoolRow.Open(var school):
                _lineOf.Add(school.Id, line);
                _schools.Add(school);
                break;
            case SchoolRow.LeftOut:
                _leftOut++;
                break;
            case SchoolRow.Malformed(var reason):
                _malformed.Add(new(line, reason));
                break;
        }
    }
}

/// <summary>A file that is no school file; the message says why, in the user's words.</summary>
public sealed class SchoolFileException : Exception
{
    public SchoolFileException() { }

    public SchoolFileException(string message) : base(message) { }

    public SchoolFileException(string message, Exception cause) : base(message, cause) { }
}
