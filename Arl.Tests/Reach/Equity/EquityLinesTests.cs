using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.Reach.Equity.SomeEquity;

namespace Arl.Tests.Reach.Equity;

public sealed class EquityLinesTests
{
    [Fact]
    public void A_group_below_four_fifths_is_named_with_both_shares_and_the_ratio() =>
        Assert.Equal("Rural schools: 12% of the schools we served in the last 12 months, 28% of all schools (0.43)", Assert.Single(Below(Network(locale: 43, (28, 12), (72, 88)))));

    [Fact]
    public void Exactly_four_fifths_is_not_below_it_and_a_hair_less_reads_so()
    {
        Assert.Empty(Below(Network(locale: 43, (25, 20), (75, 80))));

        Assert.Equal("Rural schools: 20% of the schools we served in the last 12 months, 25% of all schools (0.79)", Assert.Single(Below(Network(locale: 43, (250, 199), (750, 801)))));
    }

    [Fact]
    public void A_share_that_rounds_to_nothing_is_not_called_nothing()
    {
        Assert.StartsWith("Town schools: under 1% of the schools we served", Assert.Single(Below(Network(locale: 33, (100, 1), (900, 200)))), StringComparison.Ordinal);
        Assert.StartsWith("Town schools: 0% of the schools we served", Assert.Single(Below(Network(locale: 33, (100, 0), (900, 200)))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(19, false), InlineData(20, true)]
    public void With_fewer_than_twenty_served_it_is_too_early_to_say(int served, bool says) =>
        Assert.Equal(says, Below(Network(locale: 43, (50, 0), (50, served))).Count > 0);

    [Fact]
    public void Served_schools_of_which_nothing_is_known_do_not_make_the_twenty()
    {
        var network = Network(locale: 43, (50, 0), (50, 19));

        Assert.Empty(Below(network with { Served = [.. network.Served, ServedOf(At(5000, Plain)), ServedOf(At(5001, Plain))] }));
    }

    [Fact]
    public void Poverty_quarters_and_charter_schools_are_named_in_words()
    {
        var schools = Enumerable.Range(0, 80).Select(n => At(n, Plain with { Students = 100, FreeOrReducedLunch = n, Charter = n % 4 == 0 })).ToArray();

        Assert.Equal(
            [
                "Schools in the highest poverty quarter (over 59%): 0% of the schools we served in the last 12 months, 25% of all schools (0.00)",
                "Charter schools: 0% of the schools we served in the last 12 months, 25% of all schools (0.00)",
            ],
            Below(new(schools, [.. schools.Take(60).Where((_, n) => n % 4 != 0).Select(school => ServedOf(school))], [])));
    }

    [Fact]
    public void The_states_are_summed_up_in_one_line_and_small_ones_are_left_to_chance()
    {
        // 700 schools, 100 served: a state is looked at from 35 schools on.
        var network = States(("NM", 34, 0), ("TX", 35, 0), ("OH", 100, 2), ("AL", 100, 1), ("AK", 100, 3), ("AZ", 100, 4), ("CA", 100, 5), ("CO", 131, 85));

        Assert.Equal("States: 6 of the 7 with at least 35 schools are below their share, Texas (0.00), Alabama (0.07), Ohio (0.14), Alaska (0.21), Arizona (0.28), and 1 more", Assert.Single(Below(network)));
        Assert.Equal("States: 1 of the 2 with at least 50 schools is below its share, Texas (0.00)", Assert.Single(Below(States(("TX", 50, 0), ("NM", 150, 20)))));
    }

    private static School Plain { get; } = Some.School with { Locale = null, Charter = null, Students = null };

    private static IReadOnlyList<string> Below(SomeEquity network) => EquityLines.Below(network.Audit(), "in the last 12 months");

    /// <summary>Schools of one locale, and suburban ones: how many the directory has, and how many were served.</summary>
    private static SomeEquity Network(int locale, (int Schools, int Served) some, (int Schools, int Served) rest)
    {
        var ours = Enumerable.Range(0, Math.Max(some.Schools, some.Served)).Select(n => At(n, Plain with { Locale = Locale.FromCode(locale) })).ToArray();
        var others = Enumerable.Range(0, Math.Max(rest.Schools, rest.Served)).Select(n => At(2000 + n, Plain with { Locale = Locale.FromCode(21) })).ToArray();
        return new([.. ours.Take(some.Schools), .. others.Take(rest.Schools)], [.. ours.Take(some.Served).Concat(others.Take(rest.Served)).Select(school => ServedOf(school))], []);
    }

    private static SomeEquity States(params (string Code, int Schools, int Served)[] states)
    {
        var schools = states.SelectMany((state, at) => Enumerable.Range(0, state.Schools).Select(n => (School: At((at * 1000) + n, Plain with { State = UsState.Parse(state.Code) }), IsServed: n < state.Served))).ToArray();
        return new([.. schools.Select(school => school.School)], [.. schools.Where(school => school.IsServed).Select(school => ServedOf(school.School))], []);
    }
}
