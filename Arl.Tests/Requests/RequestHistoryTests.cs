using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestHistoryTests
{
    private static readonly CoachingRequest s_introduced = After(new RequestEvent.CoachFound(Some.Match()), new RequestEvent.IntroductionSent(1));

    private static readonly RequestHistory s_whole = new([1, 2, 3], s_introduced.Moments);

    [Fact]
    public void It_is_whole_while_no_number_is_missing_and_there_are_as_many_as_the_request_counts()
    {
        Assert.True(s_whole.IsWholeOf(s_introduced));
        Assert.False((s_whole with { Numbers = [1, 2] }).IsWholeOf(s_introduced));
        Assert.False((s_whole with { Numbers = [1, 2, 4] }).IsWholeOf(s_introduced));
        Assert.False(RequestHistory.None.IsWholeOf(s_introduced with { Events = 0 }));
        Assert.True((s_whole with { Numbers = [1, 2, 3, 4] }).IsWholeOf(s_introduced));
    }

    [Fact]
    public void It_tells_every_introduction_and_nothing_else() => Assert.Equal([Some.Moment.AddHours(2)], s_whole.Introductions);

    [Fact]
    public void Figures_that_went_by_something_else_are_set_right_from_it()
    {
        var lost = s_introduced with { Moments = [.. s_introduced.Moments.Take(2)] };
        var counted = s_introduced with { Events = 7 };

        Assert.True(s_whole.IsWhatFiguresGoBy(s_introduced));
        Assert.All(new[] { lost, counted }, wrong =>
        {
            Assert.False(s_whole.IsWhatFiguresGoBy(wrong));
            Assert.True(s_whole.IsWhatFiguresGoBy(s_whole.SetRight(wrong)));
        });
    }

    private static CoachingRequest After(params RequestEvent[] events) =>
        events.Index().Aggregate(Some.Request, (request, one) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, one.Item, Some.Moment.AddHours(one.Index + 1))).Request);
}
