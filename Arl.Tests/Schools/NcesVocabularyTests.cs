using Arl.Domain.Schools;
using Arl.Functions.Schools;
using Xunit;

namespace Arl.Tests.Schools;

public class NcesVocabularyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("-2")]
    [InlineData("-9")]
    [InlineData("M")]
    [InlineData("N")]
    [InlineData("–")]
    [InlineData("†")]
    [InlineData("‡")]
    [InlineData("Not Reported")]
    public void What_NCES_does_not_know_is_unknown_and_never_zero(string text)
    {
        Assert.True(NcesVocabulary.TryCount(text, out var count));
        Assert.True(NcesVocabulary.TryLocale(text, out var locale));
        Assert.True(NcesVocabulary.TryAnswer(text, isPlain: false, out var answer));
        Assert.Equal((null, null, null, null), (count, locale, answer, NcesVocabulary.Level(text)));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("908.0", 908)]
    [InlineData("1,606", 1606)]
    public void Counts_may_be_written_as_a_spreadsheet_writes_them(string text, int count)
    {
        Assert.True(NcesVocabulary.TryCount(text, out var read));
        Assert.Equal(count, read);
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("many")]
    [InlineData("99999999")]
    public void What_is_no_count_is_not_taken_for_unknown(string text) => Assert.False(NcesVocabulary.TryCount(text, out _));

    [Theory]
    [InlineData("1-Yes", true)]
    [InlineData("2-No", false)]
    [InlineData("Yes", true)]
    [InlineData("Title I schoolwide school", true)]
    [InlineData("Not a Title I school", false)]
    public void Yes_and_no_are_read_in_every_form_that_NCES_uses(string text, bool expected)
    {
        Assert.True(NcesVocabulary.TryAnswer(text, isPlain: false, out var answer));
        Assert.Equal(expected, answer);
    }

    [Theory]
    [InlineData("1", "Currently operational ", true)]
    [InlineData("2", "Closed", false)]
    [InlineData("3", "New", true)]
    [InlineData("4", "Added", true)]
    [InlineData("5", "Changed boundary/agency", true)]
    [InlineData("6", "Temporarily closed", false)]
    [InlineData("7", "To be opened within 2 years", false)]
    [InlineData("8", "Reopened, was closed", true)]
    [InlineData("", "School temporarily closed and may be reopened within 3 years", false)]
    [InlineData("", "Inactive", false)]
    [InlineData("", "Future", false)]
    [InlineData("", "Closed", false)]
    [InlineData("", "Reopened", true)]
    [InlineData("", "", true)]
    public void Only_schools_that_operate_are_for_the_directory(string code, string words, bool operating) => Assert.Equal(operating, NcesVocabulary.IsOperating(code, words));

    [Theory]
    [InlineData("Primary", SchoolLevel.Elementary)]
    [InlineData("Adult Education", SchoolLevel.AdultEducation)]
    [InlineData("Something new", SchoolLevel.Other)]
    public void Levels_of_other_years_have_a_place(string text, SchoolLevel level) => Assert.Equal(level, NcesVocabulary.Level(text));
}
