using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Schools;
using Xunit;

namespace Arl.Tests.Reach;

/// <summary>What the pictures of the reach email show, in words.</summary>
public sealed class ChartWordsTests
{
    private static readonly LocaleShares s_national = LocaleShares.Of(28, 32, 40, 0);

    [Fact]
    public void Growth_is_told_by_month_or_by_year()
    {
        Assert.Equal("No school has been served yet.", ChartWords.Growth([]));
        Assert.Equal("Schools served by the end of October 2026: 3, November 2026: 1,515.", ChartWords.Growth([(new(2026, 10, 1), 3), (new(2026, 11, 1), 1515)]));
        Assert.Equal("Schools served by the end of January 2024: 5, December 2024: 16, December 2025: 28, March 2026: 31.", ChartWords.Growth([.. Enumerable.Range(0, 27).Select(n => (new DateOnly(2024, 1, 1).AddMonths(n), 5 + n))]));
    }

    [Fact]
    public void Locales_stand_beside_all_schools()
    {
        Assert.Equal("Urban: 51% of the schools served, 28% of all schools. Suburban: 24% of the schools served, 32% of all schools. Rural: 25% of the schools served, 40% of all schools.", ChartWords.Locales(LocaleShares.Of(773, 364, 378, 0), s_national));
        Assert.Equal("Urban: 100% of the schools served. Suburban: 0% of the schools served. Rural: 0% of the schools served.", ChartWords.Locales(LocaleShares.Of(1, 0, 0, 5), national: null));
        Assert.Equal("Where the schools served lie is not known yet.", ChartWords.Locales(LocaleShares.Of(0, 0, 0, 5), s_national));
    }

    [Fact]
    public void States_are_told_by_their_schools_and_the_few_that_lack_are_named()
    {
        Assert.Equal("No state has been served yet.", ChartWords.States(States([("TX", 0)])));
        Assert.Equal("Schools served in 1 state: Texas (1).", ChartWords.States(States([("NM", 0), ("TX", 1)])));
        Assert.Equal("Schools served in 2 states: New Mexico (9) and Texas (1).", ChartWords.States(States([("TX", 1), ("NM", 9)])));
        Assert.Equal("Schools served in 54 states: most in Wyoming (56), Wisconsin (55), West Virginia (54), Washington (53), and Virginia (52). None yet in Alabama.",
            ChartWords.States(States(UsState.All.Where(state => state.Code is not ("AL" or "PR")).Select(state => (state.Code, 1 + UsState.All.ToList().IndexOf(state))))));
    }

    [Theory]
    [InlineData(12, "March 2025: 1, April 2025: 2, May 2025: 3, June 2025: 4, July 2025: 5, August 2025: 6, September 2025: 7, October 2025: 8, November 2025: 9, December 2025: 10, January 2026: 11, February 2026: 12")]
    [InlineData(13, "March 2025: 1, December 2025: 10, March 2026: 13")]
    public void A_year_of_growth_is_told_month_by_month(int months, string told) =>
        Assert.Equal($"Schools served by the end of {told}.", ChartWords.Growth([.. Enumerable.Range(0, months).Select(n => (new DateOnly(2025, 3, 1).AddMonths(n), 1 + n))]));

    [Fact]
    public void A_year_in_which_no_school_was_added_is_not_told() =>
        Assert.Equal("Schools served by the end of January 2024: 5, December 2024: 6, January 2026: 6.", ChartWords.Growth([.. Enumerable.Range(0, 25).Select(n => (new DateOnly(2024, 1, 1).AddMonths(n), n == 0 ? 5 : 6))]));

    [Theory]
    [InlineData(15, true), InlineData(16, false)]
    public void At_most_fifteen_states_that_lack_are_named(int lacking, bool named)
    {
        var states = UsState.All.Where(state => state.Code is not ("AS" or "GU" or "MP" or "PR" or "VI")).ToList();

        Assert.Equal(named, ChartWords.States(States(states.Skip(lacking).Select(state => (state.Code, 1)))).Contains("None yet in", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_the_first_school_there_is_no_growth_and_one_of_a_later_month_is_in_it()
    {
        Assert.Empty(ReachGrowth.Of([], new(2026, 11, 26)));
        Assert.Equal([(new DateOnly(2026, 12, 1), 2)], ReachGrowth.Of([new("2026-12", "December 2026", 2, 7)], new(2026, 11, 26)));
    }

    [Fact]
    public void Growth_has_every_month_up_to_the_last_day_also_those_in_which_nothing_was_added() =>
        Assert.Equal([(new DateOnly(2026, 8, 1), 2), (new DateOnly(2026, 9, 1), 2), (new DateOnly(2026, 10, 1), 5), (new DateOnly(2026, 11, 1), 5)],
            ReachGrowth.Of([new("2026-10", "October 2026", 3, 10), new("2026-08", "August 2026", 2, 7)], new(2026, 11, 26)));

    private static ReachGroup[] States(IEnumerable<(string Code, int Schools)> states) => [.. states.Select(state => new ReachGroup(state.Code, UsState.Parse(state.Code).Name, state.Schools, 0))];
}
