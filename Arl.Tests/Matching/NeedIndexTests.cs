using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Matching;

public sealed class NeedIndexTests
{
    [Fact]
    public void It_lies_between_0_and_100_and_is_the_sum_of_its_parts_less_the_help_had() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 1_200], Gen.Bool, Gen.Double[0, 1]).Sample((poverty, remoteness, titleI, students, rural, help) =>
        {
            var index = NeedIndex.Of(Place with { PovertyShare = poverty, Remoteness = remoteness, TitleIShare = titleI, DistrictStudents = students, DistrictIsRural = rural }, help);
            var sum = index.Poverty + index.Remoteness + index.TitleI + index.District - index.EarlierHelp;
            return index.Total is >= 0 and <= 100 && Math.Abs(index.Total - Math.Max(0, sum)) <= 0.051;
        });

    [Fact]
    public void The_greatest_need_there_can_be_is_100() =>
        Assert.Equal(100, NeedIndex.Of(Place with { PovertyShare = 1, Remoteness = 1, TitleIShare = 1, DistrictStudents = 599, DistrictIsRural = true }).Total);

    [Fact]
    public void A_small_district_and_a_rural_one_each_add_to_the_need_and_both_together_most()
    {
        double District(int students, bool rural) => NeedIndex.Of(Place with { DistrictStudents = students, DistrictIsRural = rural }).District;

        Assert.Equal((15, 8, 8, 0), (District(599, true), District(599, false), District(600, true), District(600, false)));
        Assert.Equal(4, NeedIndex.Of(Place with { DistrictStudents = null, DistrictIsRural = null }).District);
    }

    [Fact]
    public void Help_that_the_schools_have_had_lowers_the_need_by_its_share()
    {
        Assert.Equal(20, NeedIndex.Of(Place).Total - NeedIndex.Of(Place, earlierHelp: 1).Total, 1);
        Assert.Equal(5, NeedIndex.Of(Place, earlierHelp: 0.25).EarlierHelp);
    }

    [Fact]
    public void A_district_is_remote_by_where_its_students_are()
    {
        var town = Some.School with { Id = NcesSchoolId.Parse("359000100003"), Locale = Locale.FromCode(31), Students = 210 };

        var place = RequestedPlace.Of(Some.School.District, [Some.School, town], Some.Directory(Some.School, town));

        Assert.Equal(0.75, place.Remoteness!.Value, 6);
        Assert.Equal((420, false), (place.DistrictStudents, place.DistrictIsRural));
    }

    [Fact]
    public void More_poverty_is_more_need() =>
        Assert.True(IndexOf(Some.School).Total > IndexOf(Some.School with { FreeOrReducedLunch = 20 }).Total);

    [Fact]
    public void Unknown_poverty_counts_as_the_national_median_and_says_so()
    {
        var nation = Enumerable.Range(0, 1_001).Select(i => Some.School with { Id = NcesSchoolId.Parse($"35{i:D10}"), Students = 1_000, FreeOrReducedLunch = i }).ToArray();
        var unknown = Some.School with { FreeOrReducedLunch = null };

        var amongFew = NeedIndex.Of(RequestedPlace.Of(unknown, Some.Schools));
        var inTheNation = NeedIndex.Of(RequestedPlace.Of(unknown, Some.Directory([.. nation])));

        Assert.Equal((55 * NeedIndex.NationalPovertyShare, false), (amongFew.Poverty, amongFew.PovertyKnown));
        Assert.Equal((55 * 0.5, false), (inTheNation.Poverty, inTheNation.PovertyKnown));
    }

    [Fact]
    public void The_remote_country_is_the_greatest_need_of_place() =>
        Assert.All([11, 12, 13, 21, 22, 23, 31, 32, 33, 41, 42], code =>
            Assert.True(IndexOf(Some.School).Remoteness > IndexOf(Some.School with { Locale = Locale.FromCode(code) }).Remoteness));

    [Theory]
    [InlineData(11, 10), InlineData(12, 8), InlineData(13, 7), InlineData(21, 3), InlineData(22, 4), InlineData(23, 6), InlineData(31, 10), InlineData(32, 14), InlineData(33, 18), InlineData(41, 11), InlineData(42, 16), InlineData(43, 20)]
    [InlineData(10, 8), InlineData(20, 4), InlineData(30, 14), InlineData(40, 16)] // Where only the type is known, as its middle.
    public void Each_locale_has_its_points_of_remoteness(int locale, double points) => Assert.Equal(points, IndexOf(Some.School with { Locale = Locale.FromCode(locale) }).Remoteness, 6);

    [Fact]
    public void What_is_not_known_counts_as_a_midsize_city_half_of_Title_I_and_a_little_of_the_district()
    {
        var unknown = NeedIndex.Of(Place with { Remoteness = null, TitleIShare = null, DistrictStudents = null, DistrictIsRural = null });

        Assert.Equal((8, 5, 4), (unknown.Remoteness, unknown.TitleI, unknown.District));
        Assert.Equal((8, 0), (NeedIndex.Of(Place with { DistrictStudents = null, DistrictIsRural = true }).District, NeedIndex.Of(Place with { DistrictStudents = null, DistrictIsRural = false }).District));
    }

    [Theory]
    [InlineData(-0.5, 0), InlineData(1.5, 20)]
    public void Earlier_help_is_never_less_than_none_nor_more_than_all(double share, double points) => Assert.Equal(points, NeedIndex.Of(Place, share).EarlierHelp);

    [Fact]
    public void Help_never_makes_a_need_smaller_than_none() =>
        Assert.Equal(0, NeedIndex.Of(Place with { PovertyShare = 0, Remoteness = 0, TitleIShare = 0, DistrictStudents = 9_000, DistrictIsRural = false }, earlierHelp: 1).Total);

    private static RequestedPlace Place { get; } = RequestedPlace.Of(Some.School, Some.Schools);

    private static NeedIndex IndexOf(School school) => NeedIndex.Of(RequestedPlace.Of(school, Some.Schools));
}
