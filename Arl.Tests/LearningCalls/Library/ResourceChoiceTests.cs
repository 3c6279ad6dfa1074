using Arl.Domain.LearningCalls.Library;
using Arl.Domain.Schools;
using Arl.Tests.Matching;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

public sealed class ResourceChoiceTests
{
    private static readonly string[] s_needs = ["family-engagement", "multilingual-learners"];

    private static readonly Gen<Resource> s_resources =
        from id in Gen.Int[0, 999]
        from needs in Gen.Int[0, 2].Select(n => ((string[])[.. s_needs, "literacy"])[n]).HashSet[0, 3]
        from levels in Gen.Enum<SchoolLevel>().HashSet[0, 2]
        from state in Gen.Enum<ResourceState>()
        from failed in Gen.Int[0, 3]
        from opened in Gen.Int[0, 9]
        select (SomeResource.Number(id) with { Needs = needs, Levels = levels, State = state, LinkState = new(failed, Some.Moment) }).Opened(opened);

    [Fact]
    public void Whoever_asks_for_two_things_is_told_first_of_what_helps_with_both()
    {
        var one = SomeResource.Number(1).Opened(50);
        var both = SomeResource.Number(2, s_needs);

        Assert.Equal([both, one], Choose([one, both]));
    }

    [Fact]
    public void What_was_made_for_their_level_comes_before_what_is_for_all_and_then_what_is_opened_most()
    {
        var forAll = SomeResource.Number(1).Opened(9);
        var seldom = SomeResource.Number(2).Opened(1);
        var theirs = SomeResource.Number(3) with { Levels = new HashSet<SchoolLevel> { SchoolLevel.Elementary } };

        Assert.Equal([theirs, forAll, seldom], Choose([seldom, forAll, theirs]));
    }

    [Fact]
    public void Nothing_is_shown_that_does_not_fit()
    {
        Resource[] unfit =
        [
            SomeResource.Number(1, "literacy"),
            SomeResource.Number(2) with { Levels = new HashSet<SchoolLevel> { SchoolLevel.High } },
            SomeResource.Number(3) with { State = ResourceState.Proposed },
            SomeResource.Number(4) with { State = ResourceState.Withdrawn },
            SomeResource.Number(5) with { LinkState = new(LinkState.DeadAfter, Some.Moment) },
        ];

        Assert.Empty(Choose(unfit));
    }

    [Fact]
    public void One_failed_look_hides_nothing() => Assert.Single(Choose([SomeResource.Guide with { LinkState = new(1, Some.Moment) }]));

    [Fact]
    public void What_was_opened_more_than_a_year_ago_counts_no_more()
    {
        var longAgo = SomeResource.Number(1) with { Uses = new Dictionary<DateOnly, int> { [new(2025, 11, 1)] = 99 } };
        var lately = SomeResource.Number(2) with { Uses = new Dictionary<DateOnly, int> { [new(2025, 12, 1)] = 1 } };

        Assert.Equal([lately, longAgo], Choose([longAgo, lately]));
    }

    [Fact]
    public void The_order_in_which_they_are_read_never_changes_the_choice() =>
        Gen.Select(s_resources.Array[0, 12], Gen.Int).Sample((resources, seed) =>
        {
            var distinct = resources.DistinctBy(resource => resource.Id).ToList();
            var chosen = Choose(distinct);

            Assert.True(chosen.Count <= ResourceChoice.Most);
            Assert.Equal(chosen.Select(resource => resource.Id), Choose(SomeNetwork.Shuffled(distinct, seed)).Select(resource => resource.Id));
            Assert.All(chosen, resource => Assert.True(resource.IsOffered && resource.Needs.Overlaps(s_needs)));
        });

    private static IReadOnlyList<Resource> Choose(IEnumerable<Resource> resources) => ResourceChoice.For(resources, s_needs, [SchoolLevel.Elementary], Some.Today);

    [Fact]
    public void Three_are_enough_and_of_equals_the_first_ids() => Assert.Equal([SomeResource.Number(1), SomeResource.Number(2), SomeResource.Number(3)], Choose([SomeResource.Number(4), SomeResource.Number(3), SomeResource.Number(2), SomeResource.Number(1)]));
}
