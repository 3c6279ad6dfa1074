using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests.Schools;

public sealed class NcesIdsTests
{
    [Theory]
    [InlineData("010000500870", true), InlineData(" 010000500870 ", true), InlineData("10000500870", false), InlineData("0100005008700", false), InlineData("01000050087x", false), InlineData("-10000500870", false), InlineData("", false), InlineData(null, false)]
    public void A_schools_id_is_twelve_digits(string? text, bool isId) => Assert.Equal(isId, NcesSchoolId.TryParse(text, out _));

    [Theory]
    [InlineData("0100005", true), InlineData("100005", false), InlineData("01000050", false), InlineData("01x0005", false)]
    public void A_districts_id_is_seven_digits(string text, bool isId) => Assert.Equal(isId, LeaId.TryParse(text, out _));

    [Fact]
    public void A_school_belongs_to_the_district_of_its_first_seven_digits_and_zeros_are_kept()
    {
        var id = NcesSchoolId.Parse("010000500870");

        Assert.Equal(("010000500870", "0100005", 10_000_500_870), (id.ToString(), id.District.ToString(), id.Number));
    }

    [Fact]
    public void A_number_that_has_more_digits_or_is_below_zero_is_no_id()
    {
        Assert.Equal(("999999999999", "9999999"), (NcesSchoolId.FromNumber(999_999_999_999).ToString(), LeaId.FromNumber(9_999_999).ToString()));
        Assert.Equal(("000000000000", "0000000"), (NcesSchoolId.FromNumber(0).ToString(), LeaId.FromNumber(0).ToString()));
        Assert.All(new[] { -1L, 1_000_000_000_000 }, number => Assert.Throws<ArgumentOutOfRangeException>(() => NcesSchoolId.FromNumber(number)));
        Assert.All(new[] { -1L, 10_000_000 }, number => Assert.Throws<ArgumentOutOfRangeException>(() => LeaId.FromNumber(number)));
        Assert.Throws<FormatException>(() => NcesSchoolId.Parse("1"));
        Assert.Throws<FormatException>(() => LeaId.Parse("1"));
    }

    [Fact]
    public void An_invented_district_has_an_id_that_no_real_one_ever_has()
    {
        Assert.Equal(("9350001", "9569999"), (SampleRange.District(35, 1).ToString(), SampleRange.District(56, 9999).ToString()));
        Assert.Equal((true, false), (SampleRange.Contains(LeaId.Parse("9000000")), SampleRange.Contains(LeaId.Parse("8999999"))));
        Assert.All(new[] { (0, 1), (100, 1), (35, 0), (35, 10_000) }, one => Assert.Throws<ArgumentOutOfRangeException>(() => SampleRange.District(one.Item1, one.Item2)));
    }

    [Fact]
    public void They_stand_in_the_order_of_their_digits()
    {
        var (low, same, high) = (NcesSchoolId.Parse("010000500870"), NcesSchoolId.Parse("010000500870"), NcesSchoolId.Parse("010000500871"));
        var (first, equal, last) = (LeaId.Parse("0100005"), LeaId.Parse("0100005"), LeaId.Parse("0100006"));

        Assert.True(low < high && low <= high && high > low && high >= low && low <= same && low >= same);
        Assert.False(low > high || low >= high || high < low || high <= low || low < same || low > same);
        Assert.True(first < last && first <= last && last > first && last >= first && first <= equal && first >= equal);
        Assert.False(first > last || first >= last || last < first || last <= first || first < equal || first > equal);
    }
}
