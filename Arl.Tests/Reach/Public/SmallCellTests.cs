using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach.Public;

public sealed class SmallCellTests
{
    private const int Networks = 4_000;
    private static readonly int[] s_codes = [11, 21, 41];

    /// <summary>Networks of all sizes, most of them small and lopsided: that is where a number gives another away.</summary>
    private static readonly Gen<ReachFigures> s_lopsided =
        from size in Gen.Frequency((6, Gen.Int[0, 14]), (3, Gen.Int[0, 60]), (1, Gen.Int[240, 320]))
        from lean in Gen.Int[1, 4]
        from most in Gen.Select(Gen.Int[1, 9], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 9])
        from schools in School(lean, most).Array[size]
        select Figures(schools);

    /// <summary>Nearly every school in a state of its own.</summary>
    private static readonly Gen<ReachFigures> s_spread =
        from schools in School(1, (1, 4, 3, 9)).Array[5, 9]
        from twice in Gen.Int[0, 2]
        select Figures(schools.Select((school, at) => school with { State = UsState.All[Math.Max(0, at - twice)] }));

    private static readonly Gen<ReachFigures> s_networks = Gen.Frequency((5, s_lopsided), (1, s_spread));

    [Fact]
    public void Nothing_that_is_shown_gives_away_a_number_of_a_small_group() =>
        s_networks.Sample(figures => Leaks(figures, PublicReach.Of(figures)) is [], iter: Networks);

    [Fact]
    public void An_attacker_gets_through_where_only_the_small_groups_themselves_are_hidden() =>
        Assert.NotEmpty(Leaks(Five(8, 3), Naive(Five(8, 3))));

    [Fact]
    public void An_attacker_gets_through_where_the_students_of_a_hidden_group_are_shown()
    {
        var seen = PublicReach.Of(Areas(40, 3, 12, 0));

        Assert.NotEmpty(Leaks(Areas(40, 3, 12, 0), seen with { Areas = [.. seen.Areas.Select(area => area with { Students = area.Students ?? (area.Key == "rural" ? 12 * 81 : null) })] }));
    }

    [Theory]
    [InlineData(60, 50, "c"), InlineData(50, 60, "b"), InlineData(50, 50, "b")]
    public void A_small_group_is_hidden_by_the_next_in_size_and_of_as_many_schools_by_fewer_students_then_by_the_first_key(int students, int otherStudents, string by) =>
        Assert.Equal(["a", by], SmallCells.Hidden([new("d", "D", 9, 900), new("c", "C", 5, otherStudents), new("b", "B", 5, students), new("a", "A", 2, 100)])!.Order(StringComparer.Ordinal));

    [Fact]
    public void As_many_cities_or_districts_as_schools_would_say_that_each_has_one()
    {
        var apart = Enumerable.Range(0, 12).Select(at => Served with { Key = $"35{at:D5}00001", City = $"City {at}", District = LeaId.FromNumber(3_500_000 + at) }).ToList();

        var (each, nearly) = (PublicReach.Of(Figures(apart)), PublicReach.Of(Figures([.. apart, apart[0] with { Key = "350000000002" }])));

        Assert.Equal((12, null, null), (each.Schools, each.Cities, each.Districts));
        Assert.Equal((13, 12, 12), (nearly.Schools, nearly.Cities, nearly.Districts));
    }

    [Fact]
    public void Percentages_without_numbers_fit_many_networks_so_they_say_nothing_of_how_many_are_unknown() =>
        Gen.Select(Gen.Int[100, 200], Gen.Int[100, 200], Gen.Int[50, 300], Gen.Int[1, 4]).Sample((urban, suburban, rural, unknown) =>
        {
            var seen = PublicReach.Of(Areas(urban, suburban, rural, unknown));
            int[] shares = [.. seen.Areas.Where(area => area.Share is not null).Select(area => area.Share!.Value)];

            return seen.Areas.All(area => area.IsHidden) && shares.Sum() == 100
                && Enumerable.Range(0, 40).All(other => SomeNetworkHas(shares, urban + suburban + rural + unknown - other));
        });

    [Fact]
    public void Every_step_of_the_growth_curve_is_a_group_large_enough_and_the_last_is_the_total() =>
        s_networks.Sample(figures =>
        {
            var seen = PublicReach.Of(figures);
            return seen.IsTooSmall || figures.Schools == 0 || (SmallCellAttacker.Steps(seen.Growth).All(step => !SmallCells.IsSmall(step.Schools!.Value, step.Students!.Value)) && seen.Growth[^1].Schools == figures.Schools);
        });

    [Fact]
    public void Of_a_network_of_fewer_than_5_schools_nothing_else_is_said()
    {
        var seen = PublicReach.Of(Figures([Served, Served with { Key = "359000100002" }]));

        Assert.True(seen.IsTooSmall);
        Assert.Equal((null, null, null, null, null, null), (seen.Schools, seen.Students, seen.Districts, seen.Cities, seen.StateCount, seen.Organizations));
        Assert.Empty(seen.Areas.Concat(seen.Charter).Concat(seen.States));
        Assert.Empty(seen.Growth);
    }

    [Fact]
    public void Of_a_network_that_has_served_nobody_the_zeros_are_shown()
    {
        var seen = PublicReach.Of(Figures([]));

        Assert.Equal((0, 0L, 0), (seen.Schools, seen.Students, seen.StateCount));
        Assert.All(seen.Areas, area => Assert.Equal(0, area.Schools));
    }

    [Fact]
    public void One_small_group_takes_the_smallest_other_with_it()
    {
        var seen = PublicReach.Of(Areas(40, 3, 12, 0));

        Assert.Equal([("urban", 40), ("suburban", null), ("rural", null)], seen.Areas.Select(area => (area.Key, area.Schools)));
    }

    [Fact]
    public void Two_small_groups_hide_each_other_once_they_are_five_schools_together() =>
        Assert.Equal([40, null, null], PublicReach.Of(Areas(40, 3, 2, 0)).Areas.Select(area => area.Schools));

    [Fact]
    public void A_group_without_a_school_is_shown_as_none() =>
        Assert.Equal([40, 0, 12], PublicReach.Of(Areas(40, 0, 12, 0)).Areas.Select(area => area.Schools));

    [Fact]
    public void Where_every_state_has_one_school_not_even_their_names_are_shown()
    {
        var seen = PublicReach.Of(Figures([.. UsState.All.Take(6).Select((state, at) => Served with { Key = $"35900010000{at}", State = state })]));

        Assert.Equal(6, seen.Schools);
        Assert.Empty(seen.States);
        Assert.Null(seen.StateCount);
    }

    [Fact]
    public void The_share_of_a_shown_group_is_of_the_schools_whose_group_is_known() =>
        Assert.Equal([73, null, null], PublicReach.Of(Areas(40, 3, 12, 0)).Areas.Select(area => area.Share));

    [Fact]
    public void The_share_of_the_promise_needs_five_requests()
    {
        var figures = Areas(40, 10, 10, 0);

        Assert.Null(PublicReach.Of(figures with { Promise = new(3, 1) }).PromiseShare);
        Assert.Equal(80, PublicReach.Of(figures with { Promise = new(4, 1) }).PromiseShare);
    }

    [Fact]
    public void What_the_network_published_is_shown_whole()
    {
        var published = SomeReach.Published();

        var seen = PublicReach.Of(published);

        Assert.Equal((1515, 939_988L, 38, 11), (seen.Schools, seen.Students, seen.StateCount, seen.Organizations));
        Assert.Equal([("Urban", 51), ("Suburban", 24), ("Rural", 25)], seen.Areas.Select(area => (area.Name, area.Share)));
        Assert.DoesNotContain(seen.States, state => state.IsHidden);
    }

    /// <summary>The small groups and unions of groups whose number an attacker learns.</summary>
    private static List<string> Leaks(ReachFigures figures, PublicReach seen)
    {
        if (seen.IsTooSmall || seen.Schools is null)
            return [];
        var truth = new[] { figures.Groups.Areas, figures.Groups.Charter, figures.Groups.States, null };
        return
        [
            .. SmallCellAttacker.OnSchools(seen).Learned().Concat(SmallCellAttacker.OnStudents(seen).Learned()).Where(learned => truth[learned.Parting] is { } groups
                && learned.Keys.Select(key => groups.Single(group => group.Key == key)).ToList() is var union
                && SmallCells.IsSmall(union.Sum(group => group.Schools), union.Sum(group => group.Students))).Select(learned => $"{learned.Parting}: {string.Join('+', learned.Keys)}"),
            .. SmallCellAttacker.Steps(seen.Growth).Where(step => SmallCells.IsSmall(step.Schools!.Value, step.Students!.Value)).Select(step => step.Key),
            .. SmallCellAttacker.EachHasOne(seen),
        ];
    }

    /// <summary>Only what is small itself is hidden.</summary>
    private static PublicReach Naive(ReachFigures figures) => PublicReach.Of(figures) with { Areas = [.. figures.Groups.Areas.Select(area => new PublicGroup(area.Key, area.Name, SmallCells.IsSmall(area) ? null : area.Schools, SmallCells.IsSmall(area) ? null : area.Students))] };

    private static bool SomeNetworkHas(int[] shares, int known)
    {
        var down = shares.Select(share => share * known / 100).ToArray();
        foreach (var at in Enumerable.Range(0, down.Length).OrderByDescending(at => shares[at] * known % 100).Take(known - down.Sum()))
            down[at]++;
        return WholePercent.Of(down).SequenceEqual(shares);
    }

    private static Gen<ServedSchool> School(int lean, (int States, int Areas, int Charter, int Months) most) =>
        from state in Leaning(most.States, lean)
        from area in Leaning(most.Areas, lean)
        from charter in Leaning(most.Charter, lean)
        from month in Leaning(most.Months, lean)
        from students in Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 4].Select(count => (int?)count), Gen.Int[5, 40].Select(count => (int?)count))
        from key in Gen.Int[0, 99_999_999]
        from place in Gen.Int[0, 30]
        select Served with
        {
            Key = $"3590{key:D8}",
            State = UsState.All[state * 3],
            City = $"City {place}",
            District = LeaId.FromNumber(3_500_000 + place),
            Locale = area == 3 ? null : Locale.FromCode(s_codes[area]),
            Charter = charter switch { 0 => false, 1 => true, _ => null },
            IntroducedOn = new DateOnly(2026, 1, 5).AddMonths(month),
            Students = students,
        };

    /// <summary>0 to <paramref name="most"/> − 1, the lower the likelier.</summary>
    private static Gen<int> Leaning(int most, int lean) => Gen.Double[0, 0.999_999].Select(draw => (int)(Math.Pow(draw, lean) * most));

    private static ReachFigures Five(int many, int few) => Areas(many, few, many, 0);

    private static ReachFigures Areas(int urban, int suburban, int rural, int unknown)
    {
        int?[] codes = [.. Enumerable.Repeat((int?)11, urban), .. Enumerable.Repeat((int?)21, suburban), .. Enumerable.Repeat((int?)41, rural), .. Enumerable.Repeat((int?)null, unknown)];
        return Figures(codes.Select((code, at) => Served with { Key = $"3590{at:D8}", Locale = code is { } known ? Locale.FromCode(known) : null }));
    }

    private static ReachFigures Figures(IEnumerable<ServedSchool> schools) => ReachFigures.Of(schools, RequestCounts.None, Some.Moment);
}
