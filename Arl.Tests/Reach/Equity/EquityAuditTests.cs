using System.Globalization;
using Arl.Domain.Reach;
using Arl.Domain.Reach.Equity;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.Equity.SomeEquity;

namespace Arl.Tests.Reach.Equity;

public sealed class EquityAuditTests
{
    [Fact]
    public void In_every_dimension_the_groups_sum_to_the_totals() =>
        Networks.Sample(network =>
        {
            var audit = network.Audit();

            Assert.Equal(network.Served.GroupBy(school => school.Key).Count(same => same.Min(school => school.IntroducedOn).Year == 2026), audit.Served);
            Assert.Equal(network.Requests.Count(request => request.State == RequestState.Waiting), audit.Requests.Waiting);
            Assert.Equal(network.Requests.Count(request => request.Introductions is [{ At.Year: 2026 }, ..]), audit.Requests.Introduced);
            Assert.All(audit.Dimensions, dimension => Assert.Equal(
                (audit.Served, audit.Schools, audit.Requests.Waiting, audit.Requests.Introduced),
                (dimension.Groups.Sum(group => group.Served), dimension.Groups.Sum(group => group.Schools), dimension.Groups.Sum(group => group.Requests.Waiting), dimension.Groups.Sum(group => group.Requests.Introduced))));
        });

    [Fact]
    public void Neither_order_nor_repetition_changes_the_audit() =>
        Gen.Select(Networks, Gen.Int).Sample((network, seed) => Assert.Equal(Told(network.Audit()), Told(network.Shuffled(seed).Audit())));

    [Fact]
    public void A_network_that_serves_in_exact_proportion_has_ratios_of_one() =>
        Gen.Select(Kinds, Gen.Int[1, 4], Gen.Int[0, 3]).Sample((kinds, servedOfEach, others) =>
        {
            var schools = kinds.SelectMany((kind, at) => Enumerable.Range(0, servedOfEach + others).Select(copy => (Copy: copy, School: At((at * 10) + copy, kind)))).ToArray();
            var network = new SomeEquity([.. schools.Select(school => school.School)], [.. schools.Where(school => school.Copy < servedOfEach).Select(school => ServedOf(school.School))], []);

            Assert.All(network.Audit().Dimensions.SelectMany(dimension => dimension.Groups).Where(group => group.Schools > 0 && group.Id != EquityGroup.UnknownId), group => Assert.Equal(1.0, group.Ratio));
        });

    [Fact]
    public void What_one_group_gets_beyond_its_share_others_lack() =>
        Networks.Sample(network =>
        {
            var known = network with { Served = [.. network.Served.Where(school => network.Directory.Any(one => one.Id.ToString() == school.Key))] };

            Assert.All(known.Audit().Dimensions.Where(dimension => dimension.ServedKnown > 0), dimension =>
                Assert.Equal(1.0, dimension.Groups.Sum(group => (group.SchoolsShare * group.Ratio) ?? 0) + dimension.Groups.Where(group => group.Schools == 0).Sum(group => group.ServedShare ?? 0), 9));
        });

    [Fact]
    public void At_or_below_each_threshold_lie_at_least_its_quarters_of_the_schools() =>
        Gen.Double[0, 1].Array[1, 60].Sample(shares =>
        {
            var schools = shares.Select((share, number) => At(number, Some.School with { Students = 1000, FreeOrReducedLunch = (int)(share * 1000) })).ToArray();
            var quarters = new SomeEquity(schools, [], []).Audit().Dimensions.Single(dimension => dimension.Id == EquityDimension.Poverty).Groups.Take(4).Select(group => group.Schools).ToArray();

            for (var upTo = 1; upTo <= 4; upTo++)
                Assert.True(quarters.Take(upTo).Sum() * 4 >= upTo * shares.Length);
        });

    [Fact]
    public void Four_quarters_of_distinct_shares_are_equal()
    {
        var schools = Enumerable.Range(0, 40).Select(number => At(number, Some.School with { Students = 100, FreeOrReducedLunch = 2 * number })).ToArray();

        var audit = new SomeEquity(schools, [], []).Audit();

        Assert.Equal(new(0.18, 0.38, 0.58), audit.Poverty);
        Assert.Equal(["Lowest poverty quarter (up to 18%): 0 of 10, -; 0 waiting, 0 in -", "Second poverty quarter (over 18% up to 38%): 0 of 10, -; 0 waiting, 0 in -"], Lines(audit, EquityDimension.Poverty).Take(2));
    }

    [Fact]
    public void A_small_network_counted_by_hand()
    {
        var audit = ByHand().Audit();

        Assert.Equal((4, 8, new RequestFigures(1, 4, 6)), (audit.Served, audit.Schools, audit.Requests));
        Assert.Equal(new(0.2, 0.4, 0.6), audit.Poverty);
        Assert.Equal(
            ["City: 2 of 4, 1.000; 0 waiting, 2 in 3.5", "Suburb: 0 of 2, 0.000; 0 waiting, 0 in -", "Town: 0 of 0, -; 0 waiting, 0 in -", "Rural: 2 of 2, 2.000; 1 waiting, 1 in 7", "Not known: 0 of 0, -; 0 waiting, 1 in 30"],
            Lines(audit, EquityDimension.Locale));
        Assert.Equal(
            ["Lowest poverty quarter (up to 20%): 2 of 2, 2.667; 0 waiting, 2 in 3.5", "Second poverty quarter (over 20% up to 40%): 0 of 2, 0.000; 0 waiting, 0 in -", "Third poverty quarter (over 40% up to 60%): 0 of 2, 0.000; 0 waiting, 0 in -", "Highest poverty quarter (over 60%): 1 of 2, 1.333; 1 waiting, 1 in 7", "Not known: 1 of 0, -; 0 waiting, 1 in 30"],
            Lines(audit, EquityDimension.Poverty));
        Assert.Equal(["Arizona: 1 of 0, -; 0 waiting, 1 in 30", "New Mexico: 3 of 7, 0.857; 0 waiting, 3 in 5", "Texas: 0 of 1, 0.000; 1 waiting, 0 in -"], Lines(audit, EquityDimension.State));
        Assert.Equal(["Charter: 0 of 1, 0.000; 1 waiting, 0 in -", "Not charter: 2 of 6, 1.167; 0 waiting, 2 in 3.5", "Not known: 2 of 1, -; 0 waiting, 2 in 18.5"], Lines(audit, EquityDimension.Charter));
    }

    [Fact]
    public void A_served_school_is_measured_by_the_directory_and_by_what_was_said_only_where_that_knows_nothing()
    {
        var school = Some.School with { Locale = Locale.FromCode(32), Charter = null };
        var said = ServedOf(school) with { Locale = Locale.FromCode(40), Charter = true, State = UsState.Parse("TX") };

        var audit = new SomeEquity([school], [said], []).Audit();

        Assert.Equal(["town", "lowest", "NM", "charter"], audit.Dimensions.Select(dimension => dimension.Groups.Single(group => group.Served == 1).Id));
    }

    [Theory]
    [InlineData("2025-12-31", 0), InlineData("2026-01-01", 1), InlineData("2026-12-31", 1), InlineData("2027-01-01", 0)]
    public void A_period_includes_its_first_and_its_last_day(string on, int served) =>
        Assert.Equal(served, new SomeEquity([], [ServedOf(Some.School, DateOnly.Parse(on, CultureInfo.InvariantCulture))], []).Audit().Served);

    [Fact]
    public void The_day_of_an_introduction_is_the_places_own()
    {
        var newYearsEve = new DateTimeOffset(2027, 1, 1, 5, 0, 0, TimeSpan.Zero); // 10 in the evening in New Mexico, midnight in New York.
        var request = RequestOf(Some.School, RequestState.Coaching, 0, 0) with { ReceivedAt = newYearsEve.AddDays(-3), Introductions = [new(1, "coach-1", "Bridge", newYearsEve)] };

        Assert.Equal(new RequestFigures(0, 1, 3), new SomeEquity([], [], [request]).Audit().Requests);
        Assert.Equal(new RequestFigures(0, 0, null), new SomeEquity([], [], [request with { Introductions = [new(1, "coach-1", "Bridge", newYearsEve.AddHours(3))] }]).Audit().Requests);
    }

    [Fact]
    public void Without_a_directory_no_ratio_is_said()
    {
        var audit = new SomeEquity([], [ServedOf(Some.School)], []).Audit();

        Assert.Null(audit.Poverty);
        Assert.All(audit.Dimensions.SelectMany(dimension => dimension.Groups), group => Assert.Null(group.Ratio));
    }

    [Fact]
    public void A_period_of_12_months_starts_on_the_day_after() =>
        Assert.Equal(new(new DateOnly(2025, 11, 25), new(2026, 11, 24)), Domain.Reach.Period.Last12Months(new(2026, 11, 24)));

    /// <summary>Eight schools with 10 to 80% poverty: four in cities, two suburban, two rural; the eighth a charter school in Texas, the seventh not known to be one. Served are 1, 2, 7 and one in Arizona that leaders typed.</summary>
    private static SomeEquity ByHand()
    {
        School Number(int n) => At(n, Some.School with
        {
            Locale = Locale.FromCode(n <= 4 ? 12 : n <= 6 ? 21 : 43),
            State = UsState.Parse(n == 8 ? "TX" : "NM"),
            Charter = n switch { 8 => true, 7 => null, _ => false },
            Students = 100,
            FreeOrReducedLunch = 10 * n,
        });
        var typed = RequestedPlace.Typed("New School", "Yuma", UsState.Parse("AZ"), 90, null, null);
        var typedServed = ServedOf(Number(7)) with { Key = typed.Key, State = typed.State, Source = FactSource.Typed, Charter = null };
        return new(
            [.. Enumerable.Range(1, 8).Select(Number)],
            [ServedOf(Number(1)), ServedOf(Number(1), new(2026, 9, 1)), ServedOf(Number(2)), ServedOf(Number(7)), typedServed, ServedOf(Number(5), new(2025, 12, 31)), ServedOf(Number(5))],
            [
                RequestOf(Number(1), RequestState.Coaching, 0, 2), RequestOf(Number(2), RequestState.Introduced, 1, 5), RequestOf(Number(7), RequestState.Withdrawn, 2, 7),
                RequestOf(Number(7), RequestState.Introduced, 0, 30) with { Place = typed }, RequestOf(Number(8), RequestState.Waiting, null, 0), RequestOf(Number(5), RequestState.Completed, -8, 1),
            ]);
    }
}
