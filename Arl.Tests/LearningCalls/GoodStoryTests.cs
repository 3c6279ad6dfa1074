using Arl.Domain.Engagements;
using Arl.Domain.LearningCalls;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class GoodStoryTests
{
    private static readonly CoachingRequest s_happy = Rated(5, Some.Moment.AddDays(-2));

    [Fact]
    public void A_school_that_says_that_it_helps_is_a_candidate_and_its_draft_names_nobody()
    {
        var story = Assert.Single(GoodStory.Of([s_happy], Some.Moment));

        Assert.Equal("A school in New Mexico rates its coaching in family engagement and multilingual learners 5 of 5, after 1 session.", story.Draft);
    }

    [Fact]
    public void What_a_coach_says_of_their_own_work_is_no_story() =>
        Assert.Empty(GoodStory.Of([s_happy with { Engagement = s_happy.Engagement with { CheckIns = [new(Side.Coach, 5, Some.Moment)] } }], Some.Moment));

    [Fact]
    public void A_middling_answer_is_no_story_nor_is_one_of_long_ago() => Assert.Empty(GoodStory.Of([Rated(3, Some.Moment), Rated(5, Some.Moment.AddDays(-28))], Some.Moment));

    [Fact]
    public void Who_was_happy_before_and_is_not_now_is_no_story() =>
        Assert.Empty(GoodStory.Of([s_happy with { Engagement = s_happy.Engagement with { CheckIns = [.. s_happy.Engagement.CheckIns, new(Side.School, 2, Some.Moment)] } }], Some.Moment));

    [Fact]
    public void A_request_whose_people_were_erased_is_no_story() => Assert.Empty(GoodStory.Of([s_happy with { ErasedAt = Some.Moment }], Some.Moment));

    [Fact]
    public void The_best_come_first_and_of_equals_the_newest()
    {
        var stories = GoodStory.Of([Rated(4, Some.Moment), Rated(5, Some.Moment.AddDays(-9)), Rated(5, Some.Moment.AddDays(-1))], Some.Moment);

        Assert.Equal([(5, Some.Moment.AddDays(-1)), (5, Some.Moment.AddDays(-9)), (4, Some.Moment)], stories.Select(story => (story.Score, story.At)));
    }

    private static CoachingRequest Rated(int score, DateTimeOffset at) => Some.Request with
    {
        State = RequestState.Coaching,
        Match = Some.Match(),
        Engagement = Engagement.None with { CheckIns = [new(Side.School, score, at)], Sessions = [new("s1", Some.Today, 60, "Family nights")] },
    };

    [Fact]
    public void A_district_is_called_one_and_without_sessions_none_are_told_and_a_need_off_the_list_is_called_by_its_id()
    {
        var district = s_happy with { Place = s_happy.Place with { Kind = PlaceKind.District }, Needs = ["juggling"], Engagement = s_happy.Engagement with { Sessions = [] } };

        Assert.Equal("A district in New Mexico rates its coaching in juggling 5 of 5.", Assert.Single(GoodStory.Of([district], Some.Moment)).Draft);
    }

    [Fact]
    public void Five_candidates_are_enough_and_of_those_alike_the_first_reference_comes_first()
    {
        var stories = GoodStory.Of(Enumerable.Range(1, 7).Reverse().Select(number => s_happy with { Reference = Reference.Create(number, 1) }), Some.Moment);

        Assert.Equal(Enumerable.Range(1, 5).Select(number => Reference.Create(number, 1)), stories.Select(story => story.Reference));
    }
}
