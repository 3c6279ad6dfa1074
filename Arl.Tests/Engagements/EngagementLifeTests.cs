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
    private static readonly DateTimeOffset s_later = Some.Moment.AddDays(2);
    private static readonly RequestEvent s_session = new RequestEvent.SessionLogged(1, new("s1", Some.Today, 45, "Literacy"));
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
        { "=======", new RequestEvent.Paused(null) },
        { "MM.....", new RequestEvent.AcknowledgementResent(1) },
        { "MMMMM..", new RequestEvent.Reassigned(1, "coach-2") },
        { "MM.....", new RequestEvent.Reassigned(1, "coach-1") },
        { "...==..", new RequestEvent.KeptOpen(1, Side.School) },
        { "MMMMM..", new RequestEvent.AddressFailed(Side.School, Some.Request.Contact.Email) },
        { "..MMM..", new RequestEvent.AddressFailed(Side.Coach, Some.Coach.Email) },
        { ".......", new RequestEvent.ContactConfirmed() },
        { ".......", new RequestEvent.ConfirmationReminded() },
        { "......=", new RequestEvent.NotConfirmed() },
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

    [Fact]
    public void The_introduction_is_kept_with_its_coach_and_is_when_the_coach_was_first_told()
    {
        var introduced = At(s_later, s_matched, new RequestEvent.IntroductionSent(1));
        var askedBefore = At(s_later, After(s_matched, new RequestEvent.CoachAsked(1)), new RequestEvent.IntroductionSent(1));

        Assert.Equal([new Introduced(1, "coach-1", "Learning Partners", s_later)], introduced.Introductions);
        Assert.Equal((s_later, s_later), (introduced.Engagement.AskedAt, introduced.Engagement.ActiveAt));
        Assert.Equal(Some.Moment, askedBefore.Engagement.AskedAt);
    }

    [Fact]
    public void The_first_session_is_the_first_meeting_and_a_later_one_is_not()
    {
        var first = At(s_later, s_introduced, s_session);
        var second = At(s_later.AddDays(7), first, new RequestEvent.SessionLogged(1, new("s2", Some.Today, 30, "Math")));

        Assert.Equal((RequestState.Coaching, s_later, s_later), (first.State, first.Engagement.MetAt, first.Engagement.ActiveAt));
        Assert.Equal((s_later, s_later.AddDays(7), 2), (second.Engagement.MetAt, second.Engagement.ActiveAt, second.Engagement.Sessions.Count));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(second, s_session, s_later));
    }

    [Fact]
    public void A_meeting_and_a_yes_say_when_they_were_and_that_the_coach_is_there()
    {
        var (met, accepted) = (At(s_later, s_introduced, new RequestEvent.CoachingStarted(1)), At(s_later, s_introduced, new RequestEvent.CoachAccepted(1)));

        Assert.Equal((s_later, s_later, true), (met.Engagement.MetAt, met.Engagement.ActiveAt, met.Engagement.CoachAnswered));
        Assert.Equal((s_later, s_later, true), (accepted.Engagement.AcceptedAt, accepted.Engagement.ActiveAt, accepted.Engagement.CoachAnswered));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(accepted, new RequestEvent.CoachReminded(1), s_later));
    }

    public static TheoryData<RequestEvent> SignsOfLife { get; } = [s_session, new RequestEvent.CheckInAnswered(1, Side.School, 4), new RequestEvent.KeptOpen(1, Side.Coach)];

    [Theory]
    [MemberData(nameof(SignsOfLife))]
    public void A_sign_of_life_takes_the_notice_of_the_end_back_and_leaves_room_for_another(RequestEvent sign)
    {
        var told = At(s_later, s_coaching, new RequestEvent.QuietNoticeSent(1));

        var alive = At(s_later.AddDays(1), told, sign);

        Assert.Equal((s_later, 1), (told.Engagement.QuietNoticeAt, told.Engagement.QuietNotices));
        Assert.Equal((null, s_later.AddDays(1)), (alive.Engagement.QuietNoticeAt, alive.Engagement.ActiveAt));
        Assert.Equal(2, After(alive, new RequestEvent.QuietNoticeSent(1)).Engagement.QuietNotices);
    }

    [Fact]
    public void Each_side_answers_the_check_in_once()
    {
        var answered = After(s_coaching, new RequestEvent.CheckInAnswered(1, Side.School, 4), new RequestEvent.CheckInAnswered(1, Side.Coach, 5));

        Assert.Equal([new CheckInScore(Side.School, 4, Some.Moment), new CheckInScore(Side.Coach, 5, Some.Moment)], answered.Engagement.CheckIns);
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(answered, new RequestEvent.CheckInAnswered(1, Side.School, 1), s_later));
    }

    [Fact]
    public void That_the_school_heard_nothing_is_settled_by_a_meeting_and_by_nothing_less()
    {
        var unheard = After(At(s_later, s_introduced, new RequestEvent.NothingHeard(1)), new RequestEvent.AddressFailed(Side.School, Some.Request.Contact.Email));

        Assert.Equal(s_later, unheard.Engagement.NothingHeardAt);
        Assert.Equal([Attention.SchoolHeardNothing, Attention.SchoolNeedsNewAddress], After(unheard, new RequestEvent.CoachAccepted(1)).Attention);
        Assert.All(new RequestEvent[] { new RequestEvent.CoachingStarted(1), s_session }, meeting => Assert.Equal([Attention.SchoolNeedsNewAddress], After(unheard, meeting).Attention));
    }

    [Fact]
    public void An_introduction_is_sent_again_one_by_one_and_five_times_at_most()
    {
        var once = After(s_introduced, new RequestEvent.IntroductionResent(1, 1));
        var often = Enumerable.Range(2, CoachingRequest.MostResends - 1).Aggregate(once, (request, number) => After(request, new RequestEvent.IntroductionResent(1, number)));

        Assert.Equal((1, 1, true), (once.Resends, once.Engagement.Resends, once.MayResend));
        Assert.IsType<Step.AlreadySo>(RequestLife.Apply(once, new RequestEvent.IntroductionResent(1, 1), s_later));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(once, new RequestEvent.IntroductionResent(1, 3), s_later));
        Assert.IsType<Step.NotNow>(RequestLife.Apply(often, new RequestEvent.IntroductionResent(1, 6), s_later));
    }

    [Fact]
    public void Sent_again_to_the_coach_their_address_counts_as_mended_and_to_the_school_alone_it_does_not()
    {
        var refused = After(s_introduced, new RequestEvent.IntroductionRefused(1, Side.Coach));

        Assert.Equal([Attention.CoachNeedsNewAddress], After(refused, new RequestEvent.IntroductionResent(1, 1, Side.School)).Attention);
        Assert.All(new Side?[] { Side.Coach, null }, to => Assert.Empty(After(refused, new RequestEvent.IntroductionResent(1, 1, to)).Attention));
    }

    private static CoachingRequest After(CoachingRequest request, params RequestEvent[] events) =>
        events.Aggregate(request, (before, happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(before, happened, Some.Moment)).Request);

    private static CoachingRequest At(DateTimeOffset moment, CoachingRequest request, RequestEvent happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, moment)).Request;
}
