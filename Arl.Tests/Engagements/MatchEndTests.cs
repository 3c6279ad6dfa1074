using Arl.Domain.Engagements;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class MatchEndTests
{
    [Fact]
    public void A_match_ends_with_the_first_event_after_it_that_ends_one()
    {
        var history = new[] { "Received", "CoachFound", "IntroductionSent", "HandedBack", "CoachFound", "CoachingStarted", "WithdrawnBySchool" }.Select((name, n) => (name, Some.Moment.AddDays(n))).ToList();

        Assert.Equal(("HandedBack", Some.Moment.AddDays(3)), MatchEnd.Of(history, 1));
        Assert.Equal(("WithdrawnBySchool", Some.Moment.AddDays(6)), MatchEnd.Of(history, 2));
        Assert.Null(MatchEnd.Of(history.Take(6), 2));
        Assert.Null(MatchEnd.Of(history, 3));
    }

    [Theory]
    [InlineData("HandedBack"), InlineData("Reassigned"), InlineData("CoachingCompleted"), InlineData("WithdrawnBySchool"), InlineData("MergedInto")]
    public void Each_of_these_ends_one(string end) => Assert.Equal(end, MatchEnd.Of([("CoachFound", Some.Moment), ("IntroductionSent", Some.Moment), (end, Some.Moment)], 1)?.Event);
}
