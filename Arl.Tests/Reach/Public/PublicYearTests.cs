using Arl.Domain.Reach;
using Arl.Domain.Reach.Public;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach.Public;

/// <summary>What the annual page may say of the schools, by itself and beside the pages of all other years and <c>/reach</c>.</summary>
public sealed class PublicYearTests
{
    private const int Networks = 4_000;

    /// <summary>Networks of a few years, some years with few schools or none.</summary>
    private static readonly Gen<ReachFigures> s_networks =
        from years in Gen.Select(Gen.Frequency((3, Gen.Int[0, 3]), (1, Gen.Const(0)), (3, Gen.Int[4, 12])), Gen.Int[1, 12], Gen.OneOf(0, 1, 3, 40)).Array[1, 7]
        select Years([.. years.SelectMany((year, at) => Enumerable.Range(0, year.Item1).Select(n => (new DateOnly(2020 + at, 1 + (n * year.Item2 % 12), 9), year.Item3)))]);

    [Fact]
    public void The_pages_of_all_years_and_the_public_page_together_give_away_no_small_group() =>
        s_networks.Sample(figures => SmallSteps(figures, Pages(figures)) is [], iter: Networks);

    [Fact]
    public void An_attacker_gets_through_where_each_year_is_shown_by_itself() =>
        Assert.NotEmpty(SmallSteps(Years([.. Many(2024, 40), .. Many(2025, 2)]), [.. ((int[])[2024, 2025]).Select(year => (year, (PublicCount?)TotalOf(Years([.. Many(2024, 40), .. Many(2025, 2)]), year)))]));

    [Fact]
    public void What_a_page_says_is_true() =>
        s_networks.Sample(figures => Enumerable.Range(2018, 11).Select(year => PublicYear.Of(PublicReach.Of(figures), year)).All(page =>
            (page.Total is null || page.Total == TotalOf(figures, page.TotalYear))
            && (page.New is null || page.New == Less(TotalOf(figures, page.Year), TotalOf(figures, page.NewFrom - 1)))), iter: Networks);

    [Fact]
    public void Years_with_schools_enough_are_shown_as_they_are()
    {
        var seen = PublicReach.Of(Years([.. Many(2024, 40), .. Many(2025, 25), .. Many(2026, 30)]));

        Assert.Equal([(40, 40, 2024), (25, 65, 2025), (30, 95, 2026)], ((int[])[2024, 2025, 2026]).Select(year => PublicYear.Of(seen, year)).Select(page => (page.New!.Schools, page.Total!.Schools, page.TotalYear)));
    }

    /// <summary>8 in all and 6 of them new would say that 2 were served before.</summary>
    [Fact]
    public void A_year_before_which_few_were_served_is_joined_with_the_years_before()
    {
        var page = PublicYear.Of(PublicReach.Of(Years([.. Many(2025, 2), .. Many(2026, 6)])), 2026);

        Assert.Equal((new(8, 320), new(8, 320), 2025), (page.Total, page.New, page.NewFrom));
    }

    [Fact]
    public void The_page_of_a_year_with_few_schools_shows_the_end_of_the_last_year_that_can_be_told()
    {
        var seen = PublicReach.Of(Years([.. Many(2023, 40), .. Many(2024, 2), .. Many(2025, 30)]));

        var (few, next) = (PublicYear.Of(seen, 2024), PublicYear.Of(seen, 2025));

        Assert.Equal((null, new(40, 1_600), 2023), (few.New, few.Total, few.TotalYear));
        Assert.Equal((new(32, 1_280), 2024, new(72, 2_880)), (next.New, next.NewFrom, next.Total));
    }

    [Fact]
    public void While_few_schools_have_followed_the_end_of_a_year_is_not_shown()
    {
        var seen = PublicReach.Of(Years([.. Many(2024, 40), .. Many(2025, 40), .. Many(2026, 4)]));

        Assert.Equal((null, 2024), (PublicYear.Of(seen, 2025).New, PublicYear.Of(seen, 2025).TotalYear));
        Assert.Equal((new(44, 1_760), 2025), (PublicYear.Of(seen, 2026).New, PublicYear.Of(seen, 2026).NewFrom));
    }

    [Fact]
    public void Years_without_a_school_are_shown_as_none()
    {
        var seen = PublicReach.Of(Years([.. Many(2024, 40)]));

        Assert.Equal((new(0, 0), new(40, 1_600)), (PublicYear.Of(seen, 2025).New, PublicYear.Of(seen, 2025).Total));
        Assert.Equal((new(0, 0), new(0, 0)), (PublicYear.Of(seen, 2020).New, PublicYear.Of(seen, 2020).Total));
    }

    [Fact]
    public void Of_a_network_that_is_one_small_group_the_page_says_nothing_else()
    {
        var page = PublicYear.Of(PublicReach.Of(Years([.. Many(2026, 3)])), 2026);

        Assert.Equal((null, null), (page.New, page.Total));
    }

    /// <summary>Between each two totals that can be read anywhere, the next one to the next, lies a group of schools; everything else that follows is a sum of these. Named are those that are small.</summary>
    private static List<string> SmallSteps(ReachFigures figures, IReadOnlyCollection<(int Year, PublicCount? Total)> pages)
    {
        var seen = PublicReach.Of(figures);
        var totals = seen.Growth.Select(span => new PublicCount(span.Schools, span.Students)).Concat(pages.Select(page => page.Total).OfType<PublicCount>()).Append(new(0, 0))
            .Distinct().OrderBy(total => total.Schools).ThenBy(total => total.Students).ToList();
        return [.. totals.Zip(totals.Skip(1), (before, after) => Less(after, before)).Where(step => SmallCells.IsSmall(step.Schools, step.Students)).Select(step => step.ToString())];
    }

    /// <summary>The totals on the pages, and those that follow from what they call new.</summary>
    private static List<(int Year, PublicCount? Total)> Pages(ReachFigures figures)
    {
        var pages = Enumerable.Range(2018, 11).Select(year => PublicYear.Of(PublicReach.Of(figures), year)).ToList();
        return
        [
            .. pages.Select(page => (page.TotalYear, page.Total)),
            .. pages.Where(page => page is { New: not null, Total: not null }).Select(page => (page.NewFrom - 1, (PublicCount?)Less(page.Total!, page.New!))),
        ];
    }

    private static PublicCount Less(PublicCount count, PublicCount other) => new(count.Schools - other.Schools, count.Students - other.Students);

    private static PublicCount TotalOf(ReachFigures figures, int year)
    {
        var months = figures.Groups.Months.Where(month => string.CompareOrdinal(month.Key[..4], $"{year}") <= 0).ToList();
        return new(months.Sum(month => month.Schools), months.Sum(month => month.Students));
    }

    private static IEnumerable<(DateOnly, int)> Many(int year, int schools) => Enumerable.Range(0, schools).Select(at => (new DateOnly(year, 1 + (at % 12), 9), 40));

    private static ReachFigures Years(IReadOnlyList<(DateOnly On, int Students)> schools) =>
        ReachFigures.Of(schools.Select((school, at) => Served with { Key = $"3590{at:D8}", IntroducedOn = school.On, Students = school.Students }), RequestCounts.None, Some.Moment);
}
