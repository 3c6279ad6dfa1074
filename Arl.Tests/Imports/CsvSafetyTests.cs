using System.IO.Compression;
using System.Text;
using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Matching;
using Arl.Functions.Coaches;
using Arl.Functions.Imports;
using Arl.Functions.Matching;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Equity;
using Arl.Functions.Reach.Served;
using Arl.Tests.House;
using Arl.Tests.Matching;
using Arl.Tests.Reach;
using Arl.Tests.Support;
using CsvHelper;
using Xunit;

namespace Arl.Tests.Imports;

/// <summary>Names that are formulas, as their owners may write them: no file that leaves the house lets a spreadsheet run one.</summary>
public sealed class CsvSafetyTests
{
    public static TheoryData<string> Hostile => ["=HYPERLINK(\"http://evil.example\",\"click\")", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)", "=1,=2\r\n=3", "'=1", "\"=1"];

    [Theory, MemberData(nameof(Hostile))]
    public void No_export_lets_a_spreadsheet_run_a_name(string name)
    {
        var unmet = SomeUnmet.Count(SomeUnmet.Waiting(3, SomeUnmet.Family));
        var served = SomeReach.Served with { Name = name, City = name, Organizations = [name] };
        var audit = new EquityAnswer(new(2026, 1, 1), new(2026, 12, 31), 1, 1, 0, 0, null, 0.8, null, [new(name, name, [new(name, name, 1, 0.5, 2, null, 1.5, true, 0, 0, 12.5)])]);
        byte[][] files =
        [
            CoachCsv.Write([Some.Coach with { Name = name, Organization = name, TimeZone = name }]),
            ServedExport.Csv([served]),
            EquityCsv.Write(audit),
            UnmetNeedsFile.Write(unmet with { Total = unmet.Total with { Name = name, Id = name } }),
            CsvFile.Write([name, "number", "day"], [[name, 1, new DateOnly(2026, 1, 1)]]),
        ];

        foreach (var cells in files.Select(Cells))
        {
            Assert.True(cells.Count > 2);
            Assert.DoesNotContain(cells, cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..]);
            Assert.Contains(cells, cell => CsvFormula.Free(cell) == name);
        }
        using var zip = new ZipArchive(new MemoryStream(ServedExport.Xlsx([served])));
        Assert.All(zip.Entries.Where(entry => entry.FullName.Contains("/sheet", StringComparison.Ordinal)), entry => Assert.DoesNotMatch("<(x:)?f[ >]", new StreamReader(entry.Open()).ReadToEnd()));
    }

    [Theory, MemberData(nameof(Hostile))]
    public void What_comes_back_in_is_the_name_that_went_out(string name)
    {
        var said = name.Trim();

        var table = CsvTable.Read(CsvFile.Write(["name"], [[said]]), [new("name")], tamed: true);

        Assert.Equal(said, Assert.Single(table.Rows)["name"]);
    }

    [Fact]
    public void A_number_stays_one_below_zero_too() => Assert.Equal("a\r\n-1\r\n-0.5\r\n", Encoding.UTF8.GetString(CsvFile.Write(["a"], [[-1], [-0.5]])));

    [Fact]
    public void A_CSV_file_is_written_in_one_place() =>
        Assert.Equal(["Arl.Functions/Imports/CsvFile.cs"], Repository.Files.Where(file => file.StartsWith("Arl.Functions/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            && !file.StartsWith("Arl.Functions/Hosting/Local/", StringComparison.Ordinal) && Repository.Text(file).Contains("CsvWriter", StringComparison.Ordinal)));

    private static List<string> Cells(byte[] file)
    {
        using var csv = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', HasHeader = false, DetectSeparatorHint = false });
        var cells = new List<string>();
        while (csv.Read())
            cells.AddRange(Enumerable.Range(0, csv.FieldCount).Select(csv.GetString));
        return cells;
    }
}
