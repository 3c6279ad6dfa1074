using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests.Schools;

public sealed class UsStateTests
{
    [Fact]
    public void There_are_fifty_DC_and_five_outlying_areas_by_name()
    {
        Assert.Equal((56, 56), (UsState.All.Count, UsState.All.Select(state => state.Code).Distinct().Count()));
        Assert.Equal(UsState.All.Select(state => state.Name).Order(StringComparer.Ordinal), UsState.All.Select(state => state.Name));
    }

    [Theory]
    [InlineData("NM", "New Mexico"), InlineData(" nm ", "New Mexico"), InlineData("dc", "District of Columbia"), InlineData("PR", "Puerto Rico"), InlineData("New Mexico", null), InlineData("XX", null), InlineData("", null), InlineData(null, null)]
    public void It_is_read_by_its_two_letters(string? text, string? name) => Assert.Equal(name, UsState.TryParse(text, out var state) ? state.Name : null);

    [Fact]
    public void One_that_was_never_set_is_none()
    {
        Assert.Throws<InvalidOperationException>(() => default(UsState).Code);
        Assert.Equal("", default(UsState).ToString());
        Assert.Throws<FormatException>(() => UsState.Parse("New Mexico"));
    }

    [Fact]
    public void They_stand_in_the_order_of_their_letters()
    {
        var (low, same, high) = (UsState.Parse("AZ"), UsState.Parse("az"), UsState.Parse("NM"));

        Assert.True(low < high && low <= high && high > low && high >= low && low <= same && low >= same);
        Assert.False(low > high || low >= high || high < low || high <= low || low < same || low > same);
    }

    [Theory]
    [InlineData("lincoln elementary nm", "lincoln elementary", "NM"), InlineData("mesa verde, New Mexico", "mesa verde", "NM"), InlineData("wilson District of Columbia", "wilson", "DC"), InlineData("mesa  NM", "mesa", "NM")]
    [InlineData("new mexico", "new", null), InlineData("NM", null, null), InlineData("mesa verde", null, null), InlineData("northern mariana islands high", null, null), InlineData("", null, null)]
    public void A_phrase_may_end_in_a_state_and_is_never_a_state_alone(string phrase, string? words, string? state)
    {
        var found = SearchPhrase.WithState(phrase);

        Assert.Equal((state is null ? null : words, state), (found?.Words, found?.State.Code));
    }
}
