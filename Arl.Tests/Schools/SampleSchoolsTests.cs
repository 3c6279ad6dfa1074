using Arl.Domain.Schools;
using Arl.Functions.Hosting.Local.Samples;
using Arl.Functions.Schools;
using CsCheck;
using Xunit;

namespace Arl.Tests.Schools;

public class SampleSchoolsTests
{
    private static readonly IReadOnlyList<School> Sample = SampleSchools.Generate(2_000, seed: 1);

    private static double Share(Func<School, bool> which) => Sample.Count(which) / (double)Sample.Count;

    [Fact]
    public void The_same_seed_invents_the_same_schools_and_another_seed_others()
    {
        Assert.Equal(Sample, SampleSchools.Generate(2_000, seed: 1));
        Assert.NotEqual(Sample, SampleSchools.Generate(2_000, seed: 2));
    }

    [Fact]
    public void Every_state_and_DC_has_schools_and_the_big_ones_have_more()
    {
        var states = Sample.CountBy(s => s.State.Code).ToDictionary();

        Assert.Equal(51, states.Count);
        Assert.InRange(states["CA"], 195, 220);
        Assert.InRange(states["WY"], 5, 9);
    }

    [Theory]
    [InlineData(LocaleType.City, 24_800)]
    [InlineData(LocaleType.Suburb, 29_100)]
    [InlineData(LocaleType.Town, 12_200)]
    [InlineData(LocaleType.Rural, 24_400)]
    public void Locales_follow_the_national_shares(LocaleType type, int of90400) =>
        Assert.Equal(of90400 / 90_400.0, Share(s => s.Locale!.Value.Type == type), tolerance: 0.015);

    [Theory]
    [InlineData(0, 0.3, 24_500)]
    [InlineData(0.75, 1.01, 30_100)]
    public void Poverty_follows_the_national_shares(double from, double to, int of90400)
    {
        var expected = of90400 / 90_400.0 * (from == 0 ? 0.3 / 0.35 : 1) * (1 - SampleFigures.WithoutEnrollmentShare);

        Assert.Equal(expected, Share(s => s.PovertyShare >= from && s.PovertyShare < to), tolerance: 0.03);
    }

    [Fact]
    public void Charters_Title_I_and_schools_without_enrollment_follow_the_national_shares()
    {
        Assert.Equal(7_644 / 98_609.0, Share(s => s.Charter == true), tolerance: 0.001);
        Assert.Equal(58_974 / 98_609.0, Share(s => s.TitleI == true), tolerance: 0.03);
        Assert.Equal(3_123 / 98_507.0, Share(s => s.Students is null), tolerance: 0.001);
        Assert.DoesNotContain(Sample, s => s.Charter == true && s.State.Code == "VT");
    }

    [Theory]
    [InlineData(SchoolLevel.Elementary, 465)]
    [InlineData(SchoolLevel.Middle, 615)]
    [InlineData(SchoolLevel.High, 801)]
    [InlineData(SchoolLevel.Other, 356)]
    public void Average_sizes_follow_the_national_ones(SchoolLevel level, double average) =>
        Assert.Equal(average, Sample.Where(s => s.Level == level).Average(s => s.Students)!.Value, tolerance: average * 0.12);

    [Fact]
    public void No_invented_school_can_be_taken_for_a_real_one()
    {
        Assert.All(Sample, s => Assert.True(SampleRange.Contains(s.District)));
        Assert.All(Sample, s => Assert.True(s.Id.Number / 10_000_000_000 > 78, "Real ids begin with a state's FIPS code, at most 78."));
        Assert.Equal(Sample.Count, Sample.Select(s => s.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_of_either_layout_brings_back_every_school(bool nces)
    {
        using var file = new MemoryStream();
        SampleFile.Write(file, Sample, nces);
        file.Position = 0;

        var read = SchoolFileReader.Read(file, progress: null, TestContext.Current.CancellationToken);

        Assert.Empty(read.Malformed);
        Assert.Equal(Sample, read.Schools);
    }

    [Fact]
    public void Any_count_and_seed_give_that_many_schools_with_ids_of_their_own() =>
        Gen.Select(Gen.Int[SampleSchools.Fewest, 3_000], Gen.Int).Sample(
            (count, seed) => SampleSchools.Generate(count, seed).Select(s => s.Id).Distinct().Count() == count, iter: 20);

    [Fact]
    public void The_generator_reaches_the_size_of_the_nation() => Assert.Equal(100_000, SampleSchools.Generate(100_000, seed: 3).DistinctBy(s => s.Id).Count());

    [Fact]
    public void Parts_sum_to_the_whole() =>
        Gen.Select(Gen.Int[0, 200_000], Gen.Int[1, 60_000].Array[1, 60]).Sample((count, weights) => SampleDraw.Apportion(count, weights).Sum() == count);
}
