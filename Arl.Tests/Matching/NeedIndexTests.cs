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
    public void It_lies_between_0_and_100_and_is_the_sum_of_its_parts() =>
        Gen.Select(Gen.Double[0, 1], Gen.OneOf(11, 13, 21, 23, 31, 33, 41, 43, 40), Gen.Double[0, 1]).Sample((poverty, locale, titleI) =>
        {
            var index = NeedIndex.Of(RequestedPlace.Of(Some.School) with { PovertyShare = poverty, Locale = Locale.FromCode(locale), TitleIShare = titleI });
            return index.Total is >= 0 and <= 100 && Math.Abs(index.Total - (index.Poverty + index.Remoteness + index.TitleI)) <= 0.051;
        });

    [Fact]
    public void More_poverty_is_more_need() =>
        Assert.True(IndexOf(Some.School).Total > IndexOf(Some.School with { FreeOrReducedLunch = 20 }).Total);

    [Fact]
    public void Unknown_poverty_counts_as_the_national_share_and_says_so()
    {
        var index = IndexOf(Some.School with { FreeOrReducedLunch = null });

        Assert.Equal((60 * NeedIndex.NationalPovertyShare, false), (index.Poverty, index.PovertyKnown));
    }

    [Fact]
    public void The_remote_country_is_the_greatest_need_of_place() =>
        Assert.All([11, 12, 13, 21, 22, 23, 31, 32, 33, 41, 42], code =>
            Assert.True(IndexOf(Some.School).Remoteness > IndexOf(Some.School with { Locale = Locale.FromCode(code) }).Remoteness));

    private static NeedIndex IndexOf(School school) => NeedIndex.Of(RequestedPlace.Of(school));
}
