using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local;
using Arl.Functions.Schools;
using Xunit;

namespace Arl.Tests.Schools;

/// <summary>The first rows of the real file as published, where it lies beside the repository.</summary>
public class RealNcesFileTests
{
    private static readonly string RealFile = Path.Combine(NodeTools.Root, "..", "shared", "data", "nces-public-school-characteristics-2020-21-first-99.csv");

    private static SchoolFile Read()
    {
        Assert.SkipUnless(File.Exists(RealFile), "The extract of the real NCES file (../shared/data) is not here; SchoolFileTests show the same facts on a made-up one.");
        using var file = File.OpenRead(RealFile);
        return SchoolFileReader.Read(file, progress: null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_row_is_a_school() => Assert.Equivalent(new { Rows = 100, LeftOut = 0, SchoolYear = "2020-2021" }, Read());

    [Fact]
    public void No_row_is_malformed() => Assert.Empty(Read().Malformed);

    [Fact]
    public void The_first_school_is_as_published() => Assert.Equal(SomeSchools.One, Read().Schools[0]);

    [Fact]
    public void Schools_without_enrollment_are_unknown_and_the_sums_are_those_of_the_file()
    {
        var schools = Read().Schools;

        Assert.Equal(35, schools.Count(s => s.Students is null));
        Assert.Equal(37, schools.Count(s => s.FreeOrReducedLunch is null));
        Assert.Equal((49_336, 14_121), (schools.Sum(s => s.Students ?? 0), schools.Sum(s => s.FreeOrReducedLunch ?? 0)));
    }

    [Fact]
    public void Locales_levels_and_Title_I_are_read_as_written()
    {
        var schools = Read().Schools;

        Assert.Equal(21, schools.Count(s => s.Locale == Locale.FromCode(32)));
        Assert.Equal(7, schools.Count(s => s.Locale == Locale.FromCode(12)));
        Assert.Equal(21, schools.Count(s => s.Level is null));
        Assert.Equal((38, 62), (schools.Count(s => s.TitleI == true), schools.Count(s => s.TitleI == false)));
        Assert.All(schools, s => Assert.False(s.Charter));
    }

    [Fact]
    public void The_24_districts_have_their_schools()
    {
        var directory = SomeSchools.Directory(Read().Schools);

        Assert.Equal(24, directory.DistrictCount);
        Assert.Equal(("Hoover City", 18), (directory.Find(LeaId.Parse("0100007"))!.Name, directory.SchoolsOf(LeaId.Parse("0100007")).Count));
        Assert.Equal("The Little Tree Preschool Auburn", directory.Find(LeaId.Parse("0100035"))!.Name);
    }
}
