using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Requests;
using Arl.Domain.Schools;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>What becomes of a resource: its links looked at, its uses, its history, and what is left of it.</summary>
public sealed class ResourceLifeTests
{
    private static readonly Resource s_guide = SomeResource.Guide;

    [Fact]
    public void A_link_that_leads_nowhere_twice_in_a_row_is_dead_and_one_good_look_brings_it_back()
    {
        var once = LinkState.Unchecked.Looked(works: false, Some.Moment);
        var twice = once.Looked(works: false, Some.Moment.AddDays(7));

        Assert.Equal((1, false, 2, true), (once.FailedWeeks, once.IsDead, twice.FailedWeeks, twice.IsDead));
        Assert.Equal(new LinkState(0, Some.Moment.AddDays(14)), twice.Looked(works: true, Some.Moment.AddDays(14)));
        Assert.False((s_guide with { LinkState = twice }).IsOffered);
    }

    [Fact]
    public void Links_are_looked_at_a_week_but_for_an_hour_after_the_last_look_those_never_looked_at_first()
    {
        Resource Looked(int number, int hours) => SomeResource.Number(number) with { LinkState = new(0, Some.Moment.AddHours(-hours)) };
        Resource[] resources =
        [
            Looked(1, 168), Looked(2, 216), SomeResource.Number(4), SomeResource.Number(3), Looked(5, 167), Looked(6, 166),
            SomeResource.Number(7) with { Link = null }, SomeResource.Number(8) with { State = ResourceState.Withdrawn }, SomeResource.Number(9) with { State = ResourceState.Proposed },
        ];

        Assert.Equal(["3", "4", "9", "2", "1", "5"], Due(resources, 9));
        Assert.Equal(["3", "4"], Due(resources, 2));
    }

    [Fact]
    public void A_use_counts_for_its_month_and_the_eleven_after_it()
    {
        var used = s_guide with { Uses = new Dictionary<DateOnly, int> { [new(2025, 11, 1)] = 1, [new(2025, 12, 1)] = 20, [new(2026, 11, 1)] = 300, [new(2026, 12, 1)] = 4_000 } };

        Assert.Equal(320, used.UsesInYear(new(2026, 11, 24)));
    }

    [Fact]
    public void Deleted_for_good_it_keeps_what_figures_go_by_and_nothing_that_somebody_wrote()
    {
        var listed = s_guide with { ListedAt = Some.Moment.AddDays(2), FirstListedAt = Some.Moment.AddDays(1), WithdrawnAt = Some.Moment.AddDays(3), FromEngagement = Some.Request.Reference, Levels = new HashSet<SchoolLevel> { SchoolLevel.High } };

        var emptied = listed.Emptied(Some.Moment.AddDays(9));

        Assert.Equal((s_guide.Id, s_guide.SharedBy, s_guide.SharedAt, ResourceState.Withdrawn), (emptied.Id, emptied.SharedBy, emptied.SharedAt, emptied.State));
        Assert.Equal((Some.Moment.AddDays(2), Some.Moment.AddDays(1), Some.Moment.AddDays(3), Some.Moment.AddDays(9)), (emptied.ListedAt, emptied.FirstListedAt, emptied.WithdrawnAt, emptied.DeletedAt));
        Assert.Equal(("", null, null, "", null, 0, 0), (emptied.Title, emptied.Link, emptied.File, emptied.Note, emptied.FromEngagement, emptied.Needs.Count, emptied.Levels.Count));
        Assert.Equal(Some.Moment.AddDays(9), s_guide.Emptied(Some.Moment.AddDays(9)).WithdrawnAt);
    }

    [Theory]
    [InlineData(ResourceState.Proposed, ResourceState.Listed, "listed"), InlineData(ResourceState.Withdrawn, ResourceState.Listed, "put back"), InlineData(ResourceState.Listed, ResourceState.Withdrawn, "withdrawn"), InlineData(ResourceState.Listed, ResourceState.Proposed, "proposed")]
    public void Its_history_says_what_was_done_with_it(ResourceState before, ResourceState after, string line) =>
        Assert.Equal([line], ResourceDifferences.Of(s_guide with { State = before }, s_guide with { State = after }));

    [Fact]
    public void Its_history_says_what_was_changed_from_what_to_what()
    {
        var after = s_guide with
        {
            Title = "A letter home",
            Link = new("https://example.org/letter"),
            Needs = new HashSet<string> { "literacy", "family-engagement" },
            Levels = new HashSet<SchoolLevel> { SchoolLevel.High, SchoolLevel.AdultEducation },
            Note = "",
            FromEngagement = Reference.Parse("ARL-2222-2222"),
        };

        Assert.Equal(
            [
                "title: A first letter home → A letter home", "link: https://example.org/first-letter → https://example.org/letter", "helps with: family-engagement → family-engagement, literacy",
                "levels: none → high, adultEducation", "note: Worked well before a winter break. → none", "request: none → ARL-2222-2222",
            ],
            ResourceDifferences.Of(s_guide, after));
        Assert.Empty(ResourceDifferences.Of(s_guide, s_guide));
    }

    [Theory]
    [InlineData("shared", "shared"), InlineData("listed; title: A → B", "listed"), InlineData("title: A → B; listed", "changed"), InlineData("deleted for good", "deleted for good")]
    public void Of_its_history_what_was_done_stays_and_no_word(string line, string left) => Assert.Equal(left, ResourceDifferences.Emptied(line));

    [Theory]
    [InlineData("0123456789abcdef0123", true), InlineData("0123456789abcdef012", false), InlineData("0123456789ABCDEF0123", false), InlineData("0123456789abcdef012g", false)]
    public void An_id_is_twenty_small_hexadecimal_digits(string text, bool isId) => Assert.Equal(isId, ResourceRules.IsId(text));

    private static IEnumerable<string> Due(Resource[] resources, int most) => LinkChecks.Due(resources, Some.Moment, most).Select(resource => resource.Id.TrimStart('0'));

    [Fact]
    public void On_the_first_day_of_a_month_its_uses_count() => Assert.Equal(2, (s_guide with { Uses = new Dictionary<DateOnly, int> { [new(2026, 11, 1)] = 2 } }).UsesInYear(new(2026, 11, 1)));
}
