using Arl.Domain.Reach;
using Arl.Domain.Reach.Reports;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ReachFiguresTests
{
    [Fact]
    public void Shares_of_known_locales_sum_to_one_hundred_whatever_the_counts() =>
        Gen.Int[0, 2_000_000].Array[3].Sample(counts => WholePercent.Of(counts).Sum() == (counts.Any(count => count > 0) ? 100 : 0));

    [Fact]
    public void Each_share_is_within_a_point_and_no_larger_count_gets_a_smaller_share() =>
        Gen.Int[0, 5_000].Array[3].Where(counts => counts.Sum() > 0).Sample(counts =>
        {
            var shares = WholePercent.Of(counts);
            return counts.Zip(shares).All(pair => Math.Abs((100.0 * pair.First / counts.Sum()) - pair.Second) < 1)
                && Enumerable.Range(0, 3).All(i => Enumerable.Range(0, 3).All(j => counts[i] <= counts[j] || shares[i] >= shares[j]));
        });

    [Fact]
    public void Thirds_give_the_point_left_over_to_the_first() => Assert.Equal([34, 33, 33], WholePercent.Of(5, 5, 5));

    [Fact]
    public void Neither_order_nor_repetition_changes_a_figure() =>
        Gen.Select(Mentions.Array[0, 12], Gen.Int).Sample((mentions, seed) =>
        {
            var shuffled = mentions.Concat(mentions).ToArray();
            new Random(seed).Shuffle(shuffled);

            return Told(Figures(mentions)) == Told(Figures(shuffled));
        });

    [Fact]
    public void The_parts_sum_to_the_schools() =>
        Mentions.Array[0, 12].Sample(mentions =>
        {
            var figures = Figures(mentions);
            var distinct = mentions.GroupBy(school => school.Key).Select(same => same.Aggregate(ServedSchool.Merge)).ToList();
            return figures.Schools == distinct.Count && figures.Schools == figures.Locales.Known + figures.Locales.Unknown.Schools && figures.Students == distinct.Sum(school => school.Students ?? 0);
        });

    [Fact]
    public void Cities_of_one_name_in_two_states_are_two_and_spelling_makes_no_third()
    {
        var figures = Figures([
            Served, Served with { Key = "359000100002", City = " CUBA " }, Served with { Key = "360000100002", State = UsState.Parse("NY"), City = "Cuba" },
            Served with { Key = "359000100003", City = "Las  Cruces", Organizations = ["learning  partners"] }]);

        Assert.Equal((4, 3, 2, 1, 1), (figures.Schools, figures.Cities, figures.States, figures.Organizations, figures.Districts));
    }

    [Fact]
    public void An_unknown_locale_is_counted_and_has_no_share_of_the_known()
    {
        var figures = Figures([Served, Served with { Key = "359000100002", Locale = null }]);

        Assert.Equal(new(new(0, 0), new(0, 0), new(1, 100), new(1, 0)), figures.Locales);
    }

    [Fact]
    public void The_lines_read_as_the_network_publishes_them()
    {
        var figures = Figures([]) with { Schools = 1515, Students = 939_988, StatesServed = [.. UsState.All.Take(38)], Locales = LocaleShares.Of(773, 364, 378, 9) };

        Assert.Equal("ARL reach: 1,515 schools, 939,988 students, 38 states", ReachLines.Subject(figures));
        Assert.Equal("1,515 schools · 939,988 students · 38 states", ReachLines.Lead(figures));
        Assert.Equal("51% urban · 25% rural · 24% suburban", ReachLines.Locales(figures));
    }

    [Fact]
    public void One_of_a_thing_is_said_as_one_and_none_of_a_thing_as_unknown()
    {
        Assert.Equal("ARL reach: 1 school, 1 student, 1 state", ReachLines.Subject(Figures([Served with { Students = 1 }])));
        Assert.Equal("Urban, suburban or rural: not known yet", ReachLines.Locales(Figures([])));
    }

    private static ReachFigures Figures(IEnumerable<ServedSchool> schools) => ReachFigures.Of(schools, RequestCounts.None, Some.Moment);

    private static string Told(ReachFigures figures) => System.Text.Json.JsonSerializer.Serialize(figures);
}
