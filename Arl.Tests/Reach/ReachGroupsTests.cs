using Arl.Domain.Reach;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using CsCheck;
using Xunit;
using static Arl.Tests.Reach.SomeReach;

namespace Arl.Tests.Reach;

public sealed class ReachGroupsTests
{
    private static readonly PovertyQuartiles s_quartiles = new(0.2, 0.4, 0.6);

    [Fact]
    public void However_the_schools_are_parted_their_groups_sum_to_all_schools_and_all_students() =>
        Mentions.Array[0, 12].Sample(mentions =>
        {
            var figures = Figures(mentions);
            return figures.Groups.Partitions().All(partition => partition.Groups.Sum(group => group.Schools) == figures.Schools && partition.Groups.Sum(group => group.Students) == figures.Students);
        });

    [Fact]
    public void The_groups_are_those_of_the_headline_figures() =>
        Mentions.Array[1, 12].Sample(mentions =>
        {
            var figures = Figures(mentions);
            return figures.Groups.States.Select(group => group.Key).SequenceEqual(figures.StatesServed.Select(state => state.Code).Order(StringComparer.Ordinal))
                && figures.Groups.Organizations.Count == figures.Organizations
                && figures.Groups.Areas.Single(area => area.Key == "rural").Schools == figures.Locales.Rural.Schools
                && figures.Groups.Charter.Where(group => group.Key == "charter").Sum(group => group.Schools) == figures.CharterSchools;
        });

    [Fact]
    public void A_school_that_two_organizations_served_counts_with_both()
    {
        var figures = Figures([Served with { Organizations = ["Bright Harbor", "Learning Partners"] }]);

        Assert.Equal(["Bright Harbor", "Learning Partners"], figures.Groups.Organizations.Select(group => group.Name));
        Assert.All(figures.Groups.Organizations, group => Assert.Equal(1, group.Schools));
    }

    [Fact]
    public void Each_group_has_its_key_and_its_name()
    {
        var groups = Figures([
            Served with { Locale = Locale.FromCode(41), Level = SchoolLevel.AdultEducation, TitleI = true, PovertyShare = 0.7, Charter = false, IntroducedOn = new(2026, 3, 31), Students = 12 },
            Served with { Key = "359000100002", Locale = null, Level = null, TitleI = null, PovertyShare = null, Charter = null, IntroducedOn = new(2025, 12, 1), Students = null }]).Groups;

        Assert.Equal([new("urban", "Urban", 0, 0), new("suburban", "Suburban", 0, 0), new("rural", "Rural", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.Areas);
        Assert.Equal([new("41", "Rural: Fringe", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.Locales);
        Assert.Equal([new("notCharter", "Not charter", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.Charter);
        Assert.Equal([new("AdultEducation", "Adult education", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.Levels);
        Assert.Equal([new("titleI", "Title I", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.TitleI);
        Assert.Equal([new("4", "Highest poverty quarter", 1, 12), new(ReachGroup.Unknown, "Not known", 1, 0)], groups.Poverty);
        Assert.Equal([new("2025-12", "December 2025", 1, 0), new("2026-03", "March 2026", 1, 12)], groups.Months);
    }

    private static ReachFigures Figures(IEnumerable<ServedSchool> schools) => ReachFigures.Of(schools, RequestCounts.None, Some.Moment, s_quartiles);
}
