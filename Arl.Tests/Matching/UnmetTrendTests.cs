using Arl.Domain.Matching;
using Arl.Domain.Requests;
using Xunit;
using static Arl.Tests.Matching.SomeUnmet;

namespace Arl.Tests.Matching;

public sealed class UnmetTrendTests
{
    /// <summary>All covered: it makes the records old enough to compare.</summary>
    private static readonly CoachingRequest s_longAgo = Introduced(200, [Family], Family);

    [Theory]
    [InlineData(6, 1, TrendDirection.Up, "Up: 6 in the last 8 weeks, 1 in the 8 weeks before")]
    [InlineData(1, 6, TrendDirection.Down, "Down: 1 in the last 8 weeks, 6 in the 8 weeks before")]
    [InlineData(4, 4, TrendDirection.Level, "About level: 4 in the last 8 weeks, 4 in the 8 weeks before")]
    [InlineData(0, 0, TrendDirection.Level, "About level: 0 in the last 8 weeks, 0 in the 8 weeks before")]
    public void The_last_eight_weeks_stand_against_the_eight_before(int last, int before, TrendDirection direction, string words)
    {
        var trend = Count([s_longAgo, .. Enumerable.Repeat(Waiting(20, Family), last), .. Enumerable.Repeat(Waiting(80, Family), before)]).ByNeed.Single().Trend;

        Assert.Equal((direction, words), (trend.Direction, UnmetWords.Trend(trend)));
    }

    [Theory]
    [InlineData(3, 1, TrendDirection.Level), InlineData(4, 1, TrendDirection.Up), InlineData(1, 0, TrendDirection.Level), InlineData(2, 0, TrendDirection.Up)]
    [InlineData(110, 100, TrendDirection.Level), InlineData(120, 100, TrendDirection.Up), InlineData(100, 120, TrendDirection.Down)]
    public void A_difference_that_chance_makes_is_no_trend(int last, int before, TrendDirection direction) =>
        Assert.Equal(direction, new UnmetTrend([before, 0, 0, 0, 0, 0, 0, 0, last, 0, 0, 0, 0, 0, 0, 0], 16).Direction);

    [Fact]
    public void Weeks_are_seven_days_counted_back_from_now_and_each_request_falls_into_one()
    {
        double[] daysAgo = [-1, 0, 6.99, 7, 55.99, 56, 111.99, 112];

        var trend = Count([s_longAgo, .. daysAgo.Select(days => Waiting(days, Family))]).ByNeed.Single().Trend;

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 3], trend.Weekly);
        Assert.Equal((5, 2), (trend.Last, trend.Before));
    }

    [Theory]
    [InlineData(111.9, TrendDirection.TooEarly), InlineData(112, TrendDirection.Up)]
    public void Before_the_records_go_back_sixteen_weeks_nothing_is_compared(double firstDaysAgo, TrendDirection direction)
    {
        var trend = Count([Introduced(firstDaysAgo, [Family], Family), .. Enumerable.Repeat(Waiting(3, Family), 9)]).Total.Trend;

        Assert.Equal(direction, trend.Direction);
    }

    [Theory]
    [InlineData(0, 5, "0%"), InlineData(1, 1000, "1%"), InlineData(1, 3, "33%"), InlineData(1, 8, "13%"), InlineData(999, 1000, "99%"), InlineData(5, 5, "100%")]
    public void Only_none_is_zero_percent_and_only_all_is_a_hundred(int unmet, int asked, string share) =>
        Assert.Equal(share, UnmetWords.Share(new("literacy", "Literacy", asked, asked, unmet, new(new int[16], 16))));
}
