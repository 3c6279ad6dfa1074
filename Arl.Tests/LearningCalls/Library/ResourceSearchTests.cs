using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourceSearchTests
{
    private static readonly Resource s_letter = SomeResource.Number(1) with { Title = "A first letter home" };
    private static readonly Resource s_night = SomeResource.Number(2) with { Title = "Family night", Note = "With the letter to invite them, in English and Español.", Levels = new HashSet<SchoolLevel> { SchoolLevel.Elementary } };
    private static readonly Resource s_fractions = SomeResource.Number(3, "mathematics") with { Title = "Fractions", Note = "" };

    [Theory]
    [InlineData("letter", "A first letter home", "Family night")]
    [InlineData("LETT fam", "Family night", "A first letter home")]
    [InlineData("espanol", "Family night")]
    [InlineData("math", "Fractions")]
    [InlineData("nothing like it")]
    [InlineData("", "A first letter home", "Family night", "Fractions")]
    public void It_is_found_by_the_starts_of_its_words_and_a_title_comes_before_a_note(string words, params string[] found)
    {
        // The second case finds the letter too: its need is family engagement.
        Assert.Equal(found.Order(StringComparer.Ordinal), Find(new(null, null, words)).Order(StringComparer.Ordinal));
        if (words == "letter")
            Assert.Equal(found, Find(new(null, null, words)));
    }

    [Fact]
    public void It_is_found_by_need() => Assert.Equal(["Fractions"], Find(new("mathematics", null, "")));

    [Fact]
    public void What_is_for_all_levels_is_found_at_each() => Assert.Equal(["A first letter home", "Fractions"], Find(new(null, SchoolLevel.High, "")));

    [Fact]
    public void Of_several_the_most_used_comes_first() =>
        Assert.Equal(s_night.Title, new ResourceSearch(null, null, "").In([s_letter, s_night.Opened(2), s_fractions.Opened(1)], Some.Today)[0].Title);

    [Fact]
    public void What_leads_nowhere_comes_last() =>
        Assert.Equal(s_night.Title, new ResourceSearch(null, null, "").In([s_letter, s_night.Opened(9) with { LinkState = new(2, Some.Moment) }, s_fractions], Some.Today)[^1].Title);

    private static IEnumerable<string> Find(ResourceSearch search) => search.In([s_fractions, s_night, s_letter], Some.Today).Select(resource => resource.Title);

    [Fact]
    public void A_title_comes_first_only_where_it_has_every_word_and_of_equals_the_first_title_and_the_first_id()
    {
        Resource[] resources = [SomeResource.Number(4) with { Title = "Letter b" }, SomeResource.Number(3) with { Title = "Letter b" }, SomeResource.Number(2) with { Title = "letter A" }, SomeResource.Number(1) with { Title = "Letter", Note = "a, b" }];

        Assert.Equal(["1", "2", "3", "4"], new ResourceSearch(null, null, "").In(resources, Some.Today).Select(one => $"{one.Id[^1]}"));
        Assert.Equal(["3", "4", "1", "2"], new ResourceSearch(null, null, "letter b").In(resources, Some.Today).Select(one => $"{one.Id[^1]}"));
    }
}
