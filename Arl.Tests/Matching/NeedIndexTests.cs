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

    private static RequestedPlace Place { get; } = RequestedPlace.Of(Some.School, Some.Schools);

    private static NeedIndex IndexOf(School school) => NeedIndex.Of(RequestedPlace.Of(school, Some.Schools));
}
