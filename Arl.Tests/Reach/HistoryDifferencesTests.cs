using Arl.Domain.Engagements;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Check;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>The comparison of a request with its history itself, without storage.</summary>
public sealed class HistoryDifferencesTests
{
    private static readonly CoachingRequest s_request = After(new RequestEvent.CoachFound(Some.Match()), new RequestEvent.IntroductionSent(1), new RequestEvent.SessionLogged(1, new("s1", Some.Today, 45, "Literacy")), new RequestEvent.CheckInAnswered(1, Side.School, 4));

    private static readonly RequestHistory s_history = new([1, 2, 3, 4, 5], s_request.Moments);

    [Fact]
    public void A_request_that_is_as_its_history_says_does_not_differ() => Assert.Empty(HistoryCheck.Differences(s_request, s_history));

    [Fact]
    public void A_history_that_lacks_an_event_is_for_a_person_and_says_which_it_has()
    {
        var difference = Assert.Single(HistoryCheck.Differences(s_request, s_history with { Numbers = [1, 2, 3, 5], Moments = [.. s_request.Moments.Where((_, at) => at != 3)] }));

        Assert.Equal((ReachDifferenceKind.ByHand, s_request.Reference.ToString(), "its history lacks an event: of 5 events it has numbers 1, 2, 3, 5"), (difference.Kind, difference.Key, difference.Detail));
        Assert.Equal("its history lacks an event: of 5 events it has none", Assert.Single(HistoryCheck.Differences(s_request, RequestHistory.None)).Detail);
        Assert.EndsWith(". A person must look; a repair leaves it, and its schools, as they are.", difference.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_figures_know_otherwise_is_told_by_the_first_event_that_differs()
    {
        var otherwise = s_request with { Moments = [.. s_request.Moments.Select((moment, at) => at < 3 ? moment : moment with { Minutes = 60, Score = 1 })] };

        var difference = Assert.Single(HistoryCheck.Differences(otherwise, s_history));

        Assert.Equal(
            (ReachDifferenceKind.Moments, "event 4: SessionLogged, 2026-11-24 18:00:00.000Z, Coaching, Learning Partners, November 24, 2026, 60, 1 → SessionLogged, 2026-11-24 18:00:00.000Z, Coaching, Learning Partners, November 24, 2026, 45 (as it is → as it must be)"),
            (difference.Kind, difference.Detail));
        Assert.Equal($"request {s_request.Reference}: {difference.Detail}.", difference.Words);
    }

    [Fact]
    public void What_figures_know_too_little_of_or_count_otherwise_is_told_by_the_numbers()
    {
        Assert.Equal("the figures know 4 events and it counts 5; its history has 5", Assert.Single(HistoryCheck.Differences(s_request with { Moments = [.. s_request.Moments.Take(4)] }, s_history)).Detail);
        Assert.Equal("the figures know 5 events and it counts 3; its history has 5", Assert.Single(HistoryCheck.Differences(s_request with { Events = 3 }, s_history)).Detail);
    }

    [Fact]
    public void Introductions_that_contradict_the_history_are_for_a_person()
    {
        var difference = Assert.Single(HistoryCheck.Differences(s_request with { Introductions = [] }, s_history));

        Assert.Equal((ReachDifferenceKind.ByHand, "it says that it was introduced never, and its history at 2026-11-24 17:00:00.000Z"), (difference.Kind, difference.Detail));
        Assert.Equal(
            "it says that it was introduced at 2026-11-24 17:00:00.000Z and 2026-11-24 17:00:00.000Z, and its history at 2026-11-24 17:00:00.000Z",
            Assert.Single(HistoryCheck.Differences(s_request with { Introductions = [.. s_request.Introductions, .. s_request.Introductions] }, s_history)).Detail);
    }

    private static CoachingRequest After(params RequestEvent[] events) =>
        events.Index().Aggregate(Some.Request, (request, one) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, one.Item, Some.Moment.AddHours(one.Index + 1))).Request);
}
