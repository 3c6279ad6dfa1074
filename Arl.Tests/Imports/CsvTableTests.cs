using System.Text;
using Arl.Functions.Imports;
using CsCheck;
using Xunit;

namespace Arl.Tests.Imports;

public sealed class CsvTableTests
{
    private static readonly CsvColumn[] s_columns = [new("id"), new("name"), new("note", Required: false)];

    [Fact]
    public void Columns_stand_in_any_order_and_case_and_cells_lose_their_outer_spaces()
    {
        var table = Read("Note,ID, name \nhello,7,  Mesa High \n");

        Assert.Empty(Said(table));
        var row = Assert.Single(table.Rows);
        Assert.Equal(("7", "Mesa High", "hello"), (row["id"], row["name"], row["note"]));
    }

    [Theory]
    [InlineData("\n"), InlineData("\r\n")]
    public void Lines_are_counted_as_an_editor_shows_them(string end)
    {
        var table = Read(string.Join(end, "id,name", "1,one", "", "2,\"two", "lines\"", ",,", "3,three", ""));

        Assert.Equal([2, 4, 7], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.Equal("Peña", Assert.Single(CsvTable.Read((byte[])[.. encoding.Preamble, .. encoding.GetBytes("id,name\n1,Peña\n")], s_columns).Rows)["name"]);
    }

    [Theory]
    [InlineData("", "file: The file is empty. Its first line must name the columns: id, name, note (optional).")]
    [InlineData("\n\n", "file: The file is empty. Its first line must name the columns: id, name, note (optional).")]
    [InlineData("id,name\n", "file: The file has a header and no rows.")]
    [InlineData("id;name\n1;a\n", "line 1: The columns must be separated by commas. Save the file as \"CSV UTF-8 (comma delimited)\".")]
    [InlineData("id,name\n1,a\0b\n", "file: This is not a CSV file (a workbook, perhaps?). Save it as \"CSV UTF-8 (comma delimited)\".")]
    [InlineData("id\n1\n", "line 1, name: The column is missing.")]
    [InlineData("id,name,ID\n1,a,2\n", "line 1, ID: The column stands here twice.")]
    [InlineData("id,name,\n1,a,\n", "line 1, column 3: The column has no name.")]
    [InlineData("id,name,shoe size\n1,a,44\n", "line 1, shoe size: The column is not known. The columns are id, name, note (optional).")]
    [InlineData("id,name\n1,a\n2,b,c\n", "line 3: The row has 3 cells, the header 2. A cell with a comma in it must stand in quotation marks.")]
    [InlineData("id,name\n1,a\n2,\"b\n3,c\n", "line 3: A quotation mark is opened in this row and never closed: nothing after it can be read.")]
    [InlineData("id,name\n1,the \"big\" one\n", "line 2: A quotation mark stands inside a cell. Put the whole cell in quotation marks and write the inner one twice.")]
    public void What_cannot_be_read_is_said_with_its_line(string file, string problem) => Assert.Equal([problem], Said(Read(file)));

    [Fact]
    public void Letters_of_an_old_encoding_are_found_on_their_line() =>
        Assert.Equal(["line 3: A letter here cannot be read. Save the file as \"CSV UTF-8 (comma delimited)\"."], Said(CsvTable.Read(Encoding.Latin1.GetBytes("id,name\n1,a\n2,Peña\n"), s_columns)));

    [Fact]
    public void A_missing_cell_at_the_end_reads_as_empty() => Assert.Equal("", Assert.Single(Read("id,name,note\n1,a\n").Rows)["note"]);

    [Fact]
    public void Problems_come_in_the_order_of_the_file()
    {
        var table = Read("id,name\n1,a\n2,b\n");

        foreach (var row in table.Rows.Reverse())
        {
            row.Wrong("name", "x");
            row.Wrong("id", "y");
        }

        Assert.Equal(["line 2, id: y", "line 2, name: x", "line 3, id: y", "line 3, name: x"], Said(table));
    }

    [Fact]
    public void A_file_that_is_wrong_throughout_says_how_many_problems_are_not_listed()
    {
        var problems = new CsvProblems();

        for (var line = 2; line < CsvProblems.MostListed + 7; line++)
            problems.Line(line, "x");

        Assert.Equal(CsvProblems.MostListed + 1, problems.All.Count);
        Assert.Equal("There are 5 more problems after these 1,000.", problems.All[^1].Message);
    }

    [Fact]
    public void Typed_cells_are_read_or_refused_in_words()
    {
        var row = Read("id,name,note\nx1,maybe,14.9.2020\n").Rows[0];

        Assert.Null(row.Number("id", 0, 9));
        Assert.Null(row.YesOrNo("name"));
        Assert.Null(row.Day("note"));
        Assert.Equal(3, Read("id,name,note\n3,Yes,2020-02-29\n").Rows[0].Number("id", 0, 9));
        Assert.Equal(new DateOnly(2020, 2, 29), Read("id,name,note\n3,Yes,20200229\n").Rows[0].Day("note"));
    }

    [Theory]
    [InlineData("2020-02-29T23:30:00-07:00")]
    [InlineData("2020-02-29T23:30:00Z")]
    [InlineData("2020-02-29T00:00:00")]
    [InlineData("2020-02-29T08:15")]
    [InlineData("2020-02-29T08:15:00.250Z")]
    public void A_day_with_a_time_is_the_day_that_is_written(string text) =>
        Assert.Equal(new DateOnly(2020, 2, 29), Read($"id,name,note\n3,Yes,{text}\n").Rows[0].Day("note"));

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("2020-02-29 or so")]
    [InlineData("02/29/2020")]
    [InlineData("2020-02-29T25:00:00Z")]
    public void What_is_no_day_is_named(string text)
    {
        var table = Read($"id,name,note\n3,Yes,{text}\n");

        Assert.Null(table.Rows[0].Day("note"));
        Assert.Equal("line 2, note: Write the day as year-month-day, for example 2020-09-14.", Assert.Single(Said(table)));
    }

    [Fact]
    public void Whatever_the_cells_hold_they_are_read_back_on_the_right_lines() =>
        Gen.Select(Gen.String[Gen.Char["ab,\"\r\n é'"], 0, 6], Gen.String[Gen.Char["ab,\"\n="], 1, 6]).Array[1, 8].Sample(rows =>
        {
            var line = 2;
            var expected = rows.Select(row => (At: line, Row: row, End: line += 1 + Breaks(row.Item1) + Breaks(row.Item2))).Where(row => !IsBlank(row.Row.Item1) || !IsBlank(row.Row.Item2)).ToList();

            var table = Read("id,name\n" + string.Concat(rows.Select(row => $"{Quoted(row.Item1)},{Quoted(row.Item2)}\n")));

            return table.Rows.Select(row => (row.Line, row["id"], row["name"])).SequenceEqual(expected.Select(row => (row.At, row.Row.Item1.Trim(), row.Row.Item2.Trim())));
        });

    [Fact]
    public void No_bytes_make_the_reader_fail() => Gen.Byte.Array[0, 60].Sample(bytes => { CsvTable.Read(bytes, s_columns); });

    private static CsvTable Read(string file) => CsvTable.Read(Encoding.UTF8.GetBytes(file), s_columns);

    private static IEnumerable<string> Said(CsvTable table) => table.Problems.All.Select(problem => $"{problem.Field}: {problem.Message}");

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);

    private static int Breaks(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r');
}
