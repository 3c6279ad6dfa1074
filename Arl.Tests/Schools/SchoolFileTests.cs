using System.Text;
using Arl.Domain.Schools;
using Arl.Functions.Schools;
using Xunit;
using static Arl.Tests.Schools.SomeSchools;

namespace Arl.Tests.Schools;

public class SchoolFileTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static SchoolFile Read(Stream file) => SchoolFileReader.Read(file, progress: null, Cancel);

    private static SchoolFile Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static SchoolFile MadeUp()
    {
        using var file = File.OpenRead(MadeUpFile);
        return Read(file);
    }

    private static School Found(string id) => MadeUp().Schools.Single(s => s.Id.ToString() == id);

    [Fact]
    public void A_row_of_the_NCES_file_is_read_whole() => Assert.Equal(
        new School
        {
            Id = NcesSchoolId.Parse("901000100001"),
            Name = "Larkfield Elementary School",
            City = "Larkfield",
            State = UsState.Parse("AL"),
            DistrictName = "Larkfield City",
            Locale = Locale.FromCode(32),
            Charter = false,
            TitleI = true,
            Level = SchoolLevel.Elementary,
            Students = 432,
            FreeOrReducedLunch = 210,
        },
        Found("901000100001"));

    [Fact]
    public void Padding_and_double_spaces_are_taken_out_and_a_known_zero_is_a_zero()
    {
        var school = Found("901000100002");

        Assert.Equal(("Larkfield Middle School", 0, false, 12), (school.Name, school.FreeOrReducedLunch, school.TitleI, school.Locale!.Value.Code));
    }

    [Fact]
    public void Blanks_are_unknown_and_never_zero()
    {
        var school = Found("901000100003");

        Assert.Equal((null, null, null), (school.Students, school.FreeOrReducedLunch, school.Level));
    }

    [Fact]
    public void Negative_codes_and_marks_are_unknown_and_accents_stay()
    {
        var school = Found("901000100004");

        Assert.Equal((null, null, null, null), (school.Students, school.FreeOrReducedLunch, school.TitleI, school.Locale));
        Assert.Equal(("Peñasco Cañada Charter Academy", "Águila Bluff", true), (school.Name, school.City, school.Charter));
    }

    [Fact]
    public void Where_MEMBER_is_missing_TOTAL_counts_and_a_dagger_is_unknown()
    {
        var school = Found("901000100005");

        Assert.Equal(("St. Mary's, Annex", 250, null, null), (school.Name, school.Students, school.FreeOrReducedLunch, school.Charter));
    }

    [Fact]
    public void Closed_inactive_future_and_overseas_schools_are_left_out()
    {
        var file = MadeUp();

        Assert.Equal(5, file.LeftOut);
        Assert.DoesNotContain(file.Schools, s => s.Name is "Closed Elementary" or "Sleeping Elementary" or "Coming Elementary" or "Said Closed Elementary" or "Army Elementary");
        Assert.Contains(file.Schools, s => s.Name == "Reopened Elementary" && s.Students == 0);
    }

    [Fact]
    public void A_blank_LSTATE_falls_back_on_STABR() => Assert.Equal("AL", Found("901000100011").State.Code);

    [Fact]
    public void A_line_break_in_a_name_is_a_space() => Assert.Equal("Two Lines High School", Found("901000200001").Name);

    [Fact]
    public void Malformed_rows_are_listed_with_their_line_even_after_quoted_line_breaks() => Assert.Equal(
        [
            new(14, "the school id \"90100010012\" is not 12 digits"),
            new(15, "the school id 901000100001 stands on line 2 already"),
            new(16, "\"ZZ\" is no state"),
            new(18, "no name"),
            new(19, "locale: \"99-Moon\" cannot be read; students: \"many\" cannot be read"),
            new(22, "60 columns where the header has 79"),
        ],
        MadeUp().Malformed);

    [Fact]
    public void Every_row_is_a_school_left_out_or_malformed()
    {
        var file = MadeUp();

        Assert.Equal((20, 9, 5, 6, "2020-2021"), (file.Rows, file.Schools.Count, file.LeftOut, file.Malformed.Count, file.SchoolYear));
    }

    [Fact]
    public void The_order_and_case_of_the_columns_do_not_matter()
    {
        using var reordered = new MemoryStream();
        var rows = File.ReadAllText(MadeUpFile).Split("\r\n").Where(line => line.Length > 0 && !line.Contains('"') && line.Count(c => c == ',') == 78).Select(line => line.Split(','));
        reordered.Write(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select((cells, line) => string.Join(',', cells.Reverse().Select(cell => line == 0 ? cell.ToLowerInvariant() : cell))))));
        reordered.Position = 0;

        var schools = Read(reordered).Schools;

        Assert.Equal(MadeUp().Schools.Where(s => !s.Name.Contains("Annex", StringComparison.Ordinal) && !s.Name.Contains("Lines", StringComparison.Ordinal)), schools);
        Assert.Equal(7, schools.Count);
    }

    [Fact]
    public void A_file_of_another_year_may_lack_all_but_the_few_columns_that_are_needed()
    {
        var file = Read("NCESSCH,SCH_NAME,LCITY,LSTATE,LEA_NAME\n010000500870,A School,Boaz,AL,Boaz City");

        Assert.Equal(new School { Id = NcesSchoolId.Parse("010000500870"), Name = "A School", City = "Boaz", State = UsState.Parse("AL"), DistrictName = "Boaz City" }, file.Schools.Single());
    }

    [Fact]
    public void The_plain_layout_says_the_same_in_words()
    {
        using var plain = PlainFile("010000500870,Albertville Middle School,Albertville,al,Albertville City,town,no,yes,middle,908,332", "010000500871,B,Boaz,AL,Boaz City,,,N,,,");

        var schools = Read(plain).Schools;

        Assert.Equal(One with { Locale = Locale.FromCode(30) }, schools[0]);
        Assert.Equal((null, false, null, null), (schools[1].Charter, schools[1].TitleI, schools[1].Students, schools[1].Locale));
    }

    [Theory]
    [InlineData("1.00005E+10", "0100005", "was turned into a number by a spreadsheet")]
    [InlineData("10000500870", "0100005", "is not 12 digits")]
    [InlineData("010000500870", "0100006", "is not the beginning of the school id")]
    public void An_id_that_cannot_be_trusted_is_malformed(string id, string district, string reason) =>
        Assert.Contains(reason, Read($"NCESSCH,LEAID,SCH_NAME,LCITY,LSTATE,LEA_NAME\n{id},{district},A,Boaz,AL,B").Malformed.Single().Reason, StringComparison.Ordinal);

    [Fact]
    public void A_leading_zero_that_a_spreadsheet_dropped_from_both_ids_is_put_back() =>
        Assert.Equal("010000500870", Read("NCESSCH,LEAID,SCH_NAME,LCITY,LSTATE,LEA_NAME\n10000500870,100005,A,Boaz,AL,B").Schools.Single().Id.ToString());

    [Fact]
    public void Windows_1252_is_read_where_the_bytes_are_no_UTF_8()
    {
        var bytes = Encoding.Latin1.GetBytes("NCESSCH,SCH_NAME,LCITY,LSTATE,LEA_NAME\n010000500870,Peñasco,Boaz,AL,Boaz City");

        Assert.Equal("Peñasco", Read(new MemoryStream(bytes)).Schools.Single().Name);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header() =>
        Assert.Single(Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. "NCESSCH,SCH_NAME,LCITY,LSTATE,LEA_NAME\n010000500870,A,Boaz,AL,Boaz City"u8])).Schools);

    [Fact]
    public void A_quote_that_never_closes_is_found_on_its_line()
    {
        var file = Read("NCESSCH,SCH_NAME,LCITY,LSTATE,LEA_NAME\n010000500870,A,Boaz,AL,B\n010000500871,\"A,Boaz,AL,B\n010000500872,A,Boaz,AL,B");

        Assert.Equal(3, file.Malformed.Single().Line);
        Assert.Contains("never closed", file.Malformed.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_swallows_a_large_file_stops_the_import_at_its_line()
    {
        var rows = string.Concat(Enumerable.Range(0, 5000).Select(n => $"0100005{n:D5},A,Boaz,AL,Boaz City\n"));

        var fault = Assert.Throws<SchoolFileException>(() => Read($"NCESSCH,SCH_NAME,LCITY,LSTATE,LEA_NAME\n010000600870,\"A,Boaz,AL,B\n{rows}"));

        Assert.StartsWith("Line 2: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_without_what_is_needed_says_what_is_missing()
    {
        var fault = Assert.Throws<SchoolFileException>(() => Read("NCESSCH,SCH_NAME\n1,2"));

        Assert.Equal("The first line must name the columns. Missing: LCITY or CITY or MCITY, LSTATE or STATE or STABR or ST, LEA_NAME or LEANM or DISTRICT.", fault.Message);
    }

    [Fact]
    public void An_empty_file_is_called_so() => Assert.Equal("The file is empty.", Assert.Throws<SchoolFileException>(() => Read("")).Message);
}
