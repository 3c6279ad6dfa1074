using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>What may happen when, from the match to the outcome.</summary>
public sealed class EngagementLifeTests
{
    private static readonly CoachingRequest s_matched = After(Some.Request, new RequestEvent.CoachFound(Some.Match()));
    private static readonly CoachingRequest s_introduced = After(s_matched, new RequestEvent.IntroductionSent(1));
    private static readonly CoachingRequest s_coaching = After(s_introduced, new RequestEvent.CoachingStarted(1));
    private static readonly CoachingRequest s_completed = After(s_coaching, new RequestEvent.CoachingCompleted(1, CompletedBecause.CoachSaidSo));

    private static readonly Dictionary<RequestState, CoachingRequest> s_states = new()
    {
        [RequestState.Received] = Some.Request,
        [RequestState.Waiting] = After(Some.Request, new RequestEvent.NoCoachFits("full")),
        [RequestState.Matched] = s_matched,
        [RequestState.Introduced] = s_introduced,
        [RequestState.Coaching] = s_coaching,
        [RequestState.Completed] = s_completed,
        [RequestState.Withdrawn] = After(s_coaching, new RequestEvent.WithdrawnBySchool()),
    };

    /// <summary>Each event, and in which states it moves the request (M), had happened already (=) or cannot happen (.): Received, Waiting, Matched, Introduced, Coaching, Completed, Withdrawn.</summary>
    public static TheoryData<string, RequestEvent> Table { get; } = new()
    {
        { "MM=====", new RequestEvent.CoachFound(Some.Match()) },
        { "M=.....", new RequestEvent.NoCoachFits("full") },
        { "..M....", new RequestEvent.CoachAsked(1) },
        { "..MMM..", new RequestEvent.CoachAccepted(1) },
        { "..M===.", new RequestEvent.IntroductionSent(1) },
        { "..MM...", new RequestEvent.IntroductionRefused(1, Side.School) },
        { "..MMM..", new RequestEvent.IntroductionResent(1, 1) },
        { "..MM...", new RequestEvent.CoachReminded(1) },
        { "..MMM..", new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime) },
        { "...M==.", new RequestEvent.CoachingStarted(1) },
        { "...MM..", new RequestEvent.SessionLogged(1, new("s1", Some.Today, 45, "Literacy")) },
        { "...MM..", new RequestEvent.CheckInSent(1) },
        { "...MMM.", new RequestEvent.CheckInAnswered(1, Side.School, 4) },
        { "...MM..", new RequestEvent.QuietNoticeSent(1) },
        { "...MM=.", new RequestEvent.CoachingCompleted(1, CompletedBecause.CoachSaidSo) },
        { "...MM..", new RequestEvent.NothingHeard(1) },
        { "MMMMM..", new RequestEvent.ContactCorrected(Some.Request.Contact with { Name = "Rosa Baca" }) },
        { "MMMMM.=", new RequestEvent.WithdrawnBySchool() },
        { "MMMMM..", new RequestEvent.MergedInto(Reference.Create(4, 99)) },
        { "MMMMM..", new RequestEvent.Paused(Some.Today) },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_event_happens_only_where_it_may(string expected, RequestEvent happened)
    {
        var steps = s_states.Values.Select(request => RequestLife.Apply(request, happened, Some.Moment) switch { Step.Moved => 'M', Step.AlreadySo => '=', _ => '.' });

        Assert.Equal(expected, string.Concat(steps));
    }

    [Fact]
    public void A_word_about_another_match_changes_nothing() =>
        Assert.All(
            new RequestEvent[] { new RequestEvent.CoachAccepted(2), new RequestEvent.CoachingStarted(2), new RequestEvent.SessionLogged(2, new("s1", Some.Today, 45, "x")), new RequestEvent.CheckInAnswered(2, Side.Coach, 4), new RequestEvent.NothingHeard(2), new RequestEvent.HandedBack("coach-2", HandBackReason.Other) },
            late => Assert.All(s_states.Values, request => Assert.IsType<Step.NotNow>(RequestLife.Apply(request, late, Some.Moment))));

    [Fact]
    public void A_match_takes_one_place_and_gives_it_back_once() =>
        RequestLifeTests.Histories.Sample(history =>
        {
            var (request, held) = (Some.Request, (string?)null);
            foreach (var happened in history)
            {
                if (RequestLife.Apply(request, happened, Some.Moment) is not Step.Moved moved)
                    continue;
                if (moved.Frees is not null && moved.Frees != held)
                    return false;
                held = happened is RequestEvent.CoachFound ? moved.Request.Match!.CoachId : moved.Frees is not null ? null : held;
                request = moved.Request;
            }
            return held == (request.State is RequestState.Matched or RequestState.Introduced or RequestState.Coaching ? request.Match!.CoachId : null);
        });

    [Fact]
    public void A_new_match_begins_with_a_clean_sheet()
    {
        var again = After(s_coaching, new RequestEvent.NothingHeard(1), new RequestEvent.HandedBack("coach-1", HandBackReason.Other), new RequestEvent.CoachFound(Some.Match("coach-2", 2)));

        Assert.Equal(Engagement.None, again.Engagement);
        Assert.Empty(again.Attention);
    }

    [Fact]
    public void No_more_sessions_are_kept_than_fit()
    {
        var full = Enumerable.Range(1, Engagement.MostSessions).Aggregate(s_coaching, (request, n) => After(request, new RequestEvent.SessionLogged(1, new($"s{n}", Some.Today, 45, "x"))));

        Assert.IsType<Step.NotNow>(RequestLife.Apply(full, new RequestEvent.SessionLogged(1, new("more", Some.Today, 45, "x")), Some.Moment));
    }

    private static CoachingRequest After(CoachingRequest request, params RequestEvent[] events) =>
        events.Aggregate(request, (before, happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(before, happened, Some.Moment)).Request);
}
