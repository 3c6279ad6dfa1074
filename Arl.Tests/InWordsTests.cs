using Arl.Domain;
using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests;

public sealed class InWordsTests
{
    private static readonly DateOnly s_day = new(2026, 12, 5);

    [Theory]
    [InlineData("", ""), InlineData("a", "a"), InlineData("a b", "a or b"), InlineData("a b c", "a, b, or c"), InlineData("a b c d", "a, b, c, or d")]
    public void A_list_ends_with_its_joining_word(string items, string said) => Assert.Equal(said, InWords.List(items.Split(' ', StringSplitOptions.RemoveEmptyEntries), "or"));

    [Theory]
    [InlineData("", ""), InlineData("lectura", "lectura"), InlineData("lectura asistencia", "lectura y asistencia"), InlineData("a b c", "a, b y c")]
    [InlineData("español inglés", "español e inglés"), InlineData("padres hijos", "padres e hijos"), InlineData("agua hielo", "agua y hielo"), InlineData("a Índice", "a e Índice"), InlineData("a índice", "a e índice"), InlineData("a Inglés", "a e Inglés")]
    public void In_Spanish_y_becomes_e_before_its_own_sound(string items, string said) => Assert.Equal(said, InWords.List(items.Split(' ', StringSplitOptions.RemoveEmptyEntries), Language.Spanish));

    [Fact]
    public void In_any_other_language_a_list_is_said_in_English() => Assert.Equal("a and b", InWords.List(["a", "b"], Language.English));

    [Fact]
    public void One_of_a_thing_is_said_as_one()
    {
        Assert.Equal(("0 schools", "1 school", "1,515 schools"), (InWords.Count(0, "school"), InWords.Count(1, "school"), InWords.Count(1515, "school")));
        Assert.Equal(("1 request waits", "2 requests wait"), (InWords.Count(1, "request waits", "requests wait"), InWords.Count(2, "request waits", "requests wait")));
    }

    [Theory]
    [InlineData(0, "zero", "cero"), InlineData(1, "one", "una"), InlineData(9, "nine", "nueve"), InlineData(10, "10", "10"), InlineData(1234, "1,234", "1,234"), InlineData(-1, "-1", "-1")]
    public void Numbers_up_to_nine_are_letters(int number, string english, string spanish) =>
        Assert.Equal((english, english, spanish), (InWords.Number(number), InWords.Number(number, Language.English), InWords.Number(number, Language.Spanish)));

    [Fact]
    public void A_day_and_a_month_are_said_in_the_readers_language()
    {
        Assert.Equal(("December 5, 2026", "December 5, 2026", "5 de diciembre de 2026"), (InWords.Day(s_day), InWords.Day(s_day, Language.English), InWords.Day(s_day, Language.Spanish)));
        Assert.Equal(("December 2026", "enero de 2026"), (InWords.Month(s_day, Language.English), InWords.Month(new(2026, 1, 1), Language.Spanish)));
    }

    [Theory]
    [InlineData("", "", ""), InlineData("math", "Math", "math"), InlineData("Math", "Math", "math"), InlineData("ELL support", "ELL support", "ELL support"), InlineData("A", "A", "a")]
    public void A_clause_begins_a_line_with_a_capital_and_a_name_inside_a_sentence_with_none_unless_it_is_an_abbreviation(string text, string line, string inside) =>
        Assert.Equal((line, inside), (InWords.Line(text), InWords.MidSentence(text)));

    [Fact]
    public void An_id_is_spelled_as_the_API_does() => Assert.Equal("adultEducation", InWords.Id(SchoolLevel.AdultEducation));

    [Theory]
    [InlineData("es", "Spanish"), InlineData(" ES ", "Spanish"), InlineData("ase", "American Sign Language"), InlineData("xx", null), InlineData("", null), InlineData(null, null)]
    public void A_language_is_read_by_its_tag(string? tag, string? name) => Assert.Equal(name, Language.TryParse(tag, out var language) ? language.Name : null);

    [Fact]
    public void Languages_are_listed_by_name_and_stand_in_the_order_of_their_tags()
    {
        var (low, same, high) = (Language.Parse("en"), Language.Parse("EN"), Language.Parse("es"));

        Assert.Equal(Language.All.Select(language => language.Name).Order(StringComparer.Ordinal), Language.All.Select(language => language.Name));
        Assert.Equal([Language.English, Language.Spanish], Language.Written);
        Assert.True(low < high && low <= high && high > low && high >= low && low <= same && low >= same);
        Assert.False(low > high || low >= high || high < low || high <= low || low < same || low > same);
        Assert.Throws<InvalidOperationException>(() => default(Language).Tag);
        Assert.Throws<FormatException>(() => Language.Parse("xx"));
    }
}
