using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestSearchWordsTests
{
    private static readonly string s_code = Some.Request.Reference.Code.ToLowerInvariant();

    [Fact]
    public void They_are_of_the_reference_the_contact_and_the_place_each_once()
    {
        var words = RequestSearchWords.Of(Some.Request);

        Assert.Equal([s_code, s_code[..4], s_code[4..], "ana", "lucero", "mesaschools", "example", "mesa", "verde", "elementary", "independent", "schools", "cuba"], words);
    }

    [Fact]
    public void A_letter_alone_is_no_word() =>
        Assert.DoesNotContain("s", RequestSearchWords.Of(Some.Request with { Place = Some.Request.Place with { Name = "P. S. 9 North", DistrictName = null, City = null } }));

    [Fact]
    public void A_reference_is_looked_for_by_its_code_however_it_is_typed() =>
        Assert.All(new[] { Some.Request.Reference.ToString(), Some.Request.Reference.Code, $" arl {s_code[..4]} {s_code[4..]}" }, typed => Assert.Equal([s_code], RequestSearchWords.OfSearch(typed)));

    [Theory]
    [InlineData("ARL-7K3F", "7k3f")] // The beginning of a reference.
    [InlineData("arl", "arl")]
    [InlineData("Mesa  vérde, MESA", "mesa verde")]
    [InlineData("a principal", "principal")]
    [InlineData("1a 2a 3a 4a 5a 6a 7a 8a 9a", "1a 2a 3a 4a 5a 6a 7a 8a")]
    [InlineData(" ", "")]
    public void Other_searches_are_their_words_each_once_and_eight_at_most(string typed, string words) =>
        Assert.Equal(words, string.Join(' ', RequestSearchWords.OfSearch(typed)));

    [Theory]
    [InlineData("ver mesa", true), InlineData("erde", false), InlineData("mesa nobody", false), InlineData("", true)]
    public void Each_word_that_is_looked_for_begins_one_of_the_request(string typed, bool found) =>
        Assert.Equal(found, RequestSearchWords.Match(RequestSearchWords.OfSearch(typed), RequestSearchWords.Of(Some.Request)));
}
