using System.Globalization;
using System.Text;
using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Functions.Reach;
using Arl.Functions.Reach.Served;
using Arl.Tests.House;
using Arl.Tests.Support;
using MiniExcelLibs;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ServedExportTests
{
    private static readonly ServedSchool s_formula = Served with { Key = "010000100002", Name = "=HYPERLINK(\"http://evil.example\")", City = "@Cuba", District = LeaId.Parse("0100001"), PovertyShare = 0.4567, Charter = null, Students = null, Organizations = ["Zeta", "Alpha, Inc."] };

    [Fact]
    public void The_list_has_a_row_for_each_school_in_the_order_of_the_keys_and_keeps_leading_zeros()
    {
        var lines = Encoding.UTF8.GetString(ServedExport.Csv([Served, s_formula])).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(string.Join(',', ServedColumns.All.Select(column => column.Name)), lines[0]);
        Assert.Equal("010000100002", lines[1].Split(',')[0]);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith(",45.7,,2026-09-14,\"Alpha, Inc.; Zeta\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_spreadsheet_runs_a_name_as_a_formula()
    {
        var csv = Encoding.UTF8.GetString(ServedExport.Csv([s_formula]));
        var row = Workbook([s_formula])[0];

        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.Contains("'@Cuba", csv, StringComparison.Ordinal);
        Assert.Equal(("=HYPERLINK(\"http://evil.example\")", "@Cuba"), (row["name"], row["city"])); // As text: see below.
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(ServedExport.Xlsx([s_formula])));
        using var sheet = new StreamReader(zip.Entries.First(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        Assert.DoesNotMatch("<(x:)?f>", sheet.ReadToEnd());
    }

    [Fact]
    public void A_workbook_holds_text_numbers_and_days_as_what_they_are_and_the_dictionary_beside_them()
    {
        var row = Workbook([Served])[0];

        Assert.Equal(Served.Key, row["school_id"]);
        Assert.Equal((double)Served.Students!.Value, Convert.ToDouble(row["students"], CultureInfo.InvariantCulture));
        Assert.Equal(new DateTime(2026, 9, 14), row["introduced_on"]);
        var dictionary = new MemoryStream(ServedExport.Xlsx([Served])).Query(useHeaderRow: true, sheetName: "Data dictionary").Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(ServedColumns.All.Select(column => (object)column.Name), dictionary.Select(line => line["column"]));
    }

    [Fact]
    public void The_documented_dictionary_is_that_of_the_workbook() =>
        Assert.All(ServedColumns.All, column => Assert.Contains($"| `{column.Name}` | {column.Means} |", Repository.Text("docs/reach.md"), StringComparison.Ordinal));

    [Fact]
    public void An_empty_network_gives_the_columns_alone() =>
        Assert.Equal(string.Join(',', ServedColumns.All.Select(column => column.Name)), Encoding.UTF8.GetString(ServedExport.Csv([])).TrimEnd());

    private static List<IDictionary<string, object>> Workbook(ServedSchool[] schools) =>
        [.. new MemoryStream(ServedExport.Xlsx(schools)).Query(useHeaderRow: true, sheetName: "Served schools").Cast<IDictionary<string, object>>()];
}
