using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests.Schools;

public sealed class LocaleTests
{
    [Theory]
    [InlineData(11, "City: Large", Area.Urban), InlineData(12, "City: Midsize", Area.Urban), InlineData(13, "City: Small", Area.Urban), InlineData(10, "City", Area.Urban)]
    [InlineData(21, "Suburb: Large", Area.Suburban), InlineData(22, "Suburb: Midsize", Area.Suburban), InlineData(23, "Suburb: Small", Area.Suburban), InlineData(20, "Suburb", Area.Suburban)]
    [InlineData(31, "Town: Fringe", Area.Rural), InlineData(32, "Town: Distant", Area.Rural), InlineData(33, "Town: Remote", Area.Rural), InlineData(30, "Town", Area.Rural)]
    [InlineData(41, "Rural: Fringe", Area.Rural), InlineData(42, "Rural: Distant", Area.Rural), InlineData(43, "Rural: Remote", Area.Rural), InlineData(40, "Rural", Area.Rural)]
    public void Each_code_has_the_name_that_NCES_gives_it_and_one_area_of_the_three(int code, string name, Area area) =>
        Assert.Equal((name, area, code, code % 10 != 0), (Locale.FromCode(code).Name, Locale.FromCode(code).Area, Locale.FromCode(code).Code, Locale.FromCode(code).IsExact));

    [Theory]
    [InlineData(0), InlineData(9), InlineData(14), InlineData(24), InlineData(44), InlineData(50), InlineData(-11), InlineData(110)]
    public void There_are_no_other_codes(int code) => Assert.Throws<ArgumentOutOfRangeException>(() => Locale.FromCode(code));

    [Theory]
    [InlineData("32", 32), InlineData(" 32-Town: Distant ", 32), InlineData("urban", 10), InlineData("City", 10), InlineData("SUBURBAN", 20), InlineData("suburb", 20), InlineData("town", 30), InlineData("rural", 40)]
    [InlineData("40", null), InlineData("14", null), InlineData("321", null), InlineData("3", null), InlineData("32 Town", null), InlineData("country", null), InlineData("", null), InlineData(null, null)]
    public void It_is_read_as_NCES_writes_it_or_as_people_say_it(string? text, int? code) => Assert.Equal(code, Locale.TryParse(text, out var locale) ? locale.Code : (int?)null);
}
