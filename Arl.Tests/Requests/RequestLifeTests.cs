using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Requests;

public sealed class RequestLifeTests
{
    private static readonly RequestEvent Found = new RequestEvent.CoachFound(Some.Match());

    [Fact]
    public void A_request_is_matched_then_introduced_then_coached_then_completed()
    {
        var states = new List<RequestState>();

        After(Some.Request, states, Found, new RequestEvent.IntroductionSent(1), new RequestEvent.CoachingStarted(1), new RequestEvent.CoachingCompleted(1, CompletedBecause.CoachSaidSo));

        Assert.Equal([RequestState.Matched, RequestState.Introduced, RequestState.Coaching, RequestState.Completed], states);
    }

    [Fact]
    public void With_no_coach_free_the_request_waits_and_says_why()
    {
        var waiting = After(Some.Request, new RequestEvent.NoCoachFits("3 coaches fit, but all are full."));

        Assert.Equal((RequestState.Waiting, "3 coaches fit, but all are full."), (waiting.State, waiting.WaitingBecause));
    }

    [Fact]
    public void A_waiting_request_that_is_matched_waits_for_nothing_any_more() =>
        Assert.Null(After(Some.Request, new RequestEvent.NoCoachFits("full"), Found).WaitingBecause);

    [Fact]
    public void A_coach_who_hands_back_frees_the_place_and_is_excluded()
    {
        var introduced = After(Some.Request, Found, new RequestEvent.IntroductionSent(1));

        var step = Assert.IsType<Step.Moved>(RequestLife.Apply(introduced, new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime), Some.Moment));

        Assert.Equal((RequestState.Received, "coach-1"), (step.Request.State, step.Frees));
        Assert.Equal(["coach-1"], step.Request.ExcludedCoaches);
        Assert.Single(step.Request.Introductions);
    }

    [Fact]
    public void A_coach_who_handed_back_is_never_found_again()
    {
        var handedBack = After(Some.Request, Found, new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime));

        Assert.Equal(new Step.NotNow(RequestState.Received), RequestLife.Apply(handedBack, new RequestEvent.CoachFound(Some.Match("coach-1", 2)), Some.Moment));
    }

    [Fact]
    public void Withdrawing_frees_the_place_of_a_match()
    {
        var matched = After(Some.Request, Found);

        Assert.Equal("coach-1", Assert.IsType<Step.Moved>(RequestLife.Apply(matched, new RequestEvent.WithdrawnBySchool(), Some.Moment)).Frees);
    }

    [Fact]
    public void A_withdrawn_request_is_matched_no_more()
    {
        var withdrawn = After(Some.Request, new RequestEvent.WithdrawnBySchool());

        Assert.Equal(new Step.NotNow(RequestState.Withdrawn), RequestLife.Apply(withdrawn, Found, Some.Moment));
    }

    [Fact]
    public void The_introduction_of_a_match_handed_back_meanwhile_introduces_nobody()
    {
        var rematched = After(Some.Request, Found, new RequestEvent.HandedBack("coach-1", HandBackReason.NoTime), new RequestEvent.CoachFound(Some.Match("coach-2", 2)));

        Assert.IsType<Step.NotNow>(RequestLife.Apply(rematched, new RequestEvent.IntroductionSent(1), Some.Moment));
    }

    [Fact]
    public void An_introduction_that_the_mail_provider_refuses_asks_for_a_person()
    {
        var refused = After(Some.Request, Found, new RequestEvent.IntroductionRefused(1, Side.School));

        Assert.Equal(RequestState.Matched, refused.State);
        Assert.Equal([Attention.SchoolNeedsNewAddress], refused.Attention);
    }

    [Fact]
    public void The_same_event_twice_changes_nothing_the_second_time() =>
        Gen.Select(Histories, Events).Sample((history, happened) =>
        {
            var request = Lived(history);
            return RequestLife.Apply(request, happened, Some.Moment) is not Step.Moved once || RequestLife.Apply(once.Request, happened, Some.Moment) is not Step.Moved;
        });

    [Fact]
    public void Each_step_adds_one_event_to_the_history() =>
        Histories.Sample(history =>
        {
            var request = Some.Request;
            var moves = 1;
            foreach (var happened in history)
            {
                if (RequestLife.Apply(request, happened, Some.Moment) is not Step.Moved moved)
                    continue;
                request = moved.Request;
                moves++;
            }
            return request.Events == moves;
        });

    [Fact]
    public void Whoever_is_introduced_has_a_match_and_who_waits_has_a_reason() =>
        Histories.Sample(history =>
        {
            var request = Lived(history);
            return request.State switch
            {
                RequestState.Matched or RequestState.Introduced or RequestState.Coaching => request.Match is not null && !request.ExcludedCoaches.Contains(request.Match.CoachId),
                RequestState.Waiting => request.WaitingBecause is not null && request.Match is null,
                RequestState.Received => request.Match is null,
                _ => true,
            };
        });

    private static readonly Gen<RequestEvent> Events = Gen.OneOf<RequestEvent>(
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachFound(Some.Match($"coach-{n}", n))),
        Gen.Const((RequestEvent)new RequestEvent.NoCoachFits("full")),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.IntroductionSent(n)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.IntroductionRefused(n, Side.Coach)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.HandedBack($"coach-{n}", HandBackReason.Other)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachAsked(n)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachAccepted(n)),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2]).Select((n, again) => (RequestEvent)new RequestEvent.IntroductionResent(n, again)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachReminded(n)),
        Gen.Select(Gen.Int[1, 3], Gen.OneOf(Gen.Const((string?)"coach-1"), Gen.Const((string?)"coach-3"), Gen.Const((string?)null))).Select((n, to) => (RequestEvent)new RequestEvent.Reassigned(n, to)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachingStarted(n)),
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2]).Select((n, id) => (RequestEvent)new RequestEvent.SessionLogged(n, new($"s{id}", Some.Today, 45, "Literacy"))),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CheckInSent(n)),
        Gen.Select(Gen.Int[1, 3], Gen.OneOf(Gen.Const(Side.School), Gen.Const(Side.Coach)), Gen.Int[1, 5]).Select((n, by, score) => (RequestEvent)new RequestEvent.CheckInAnswered(n, by, score)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.QuietNoticeSent(n)),
        Gen.Select(Gen.Int[1, 3], Gen.OneOf(Gen.Const(Side.School), Gen.Const(Side.Coach))).Select((n, by) => (RequestEvent)new RequestEvent.KeptOpen(n, by)),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.NothingHeard(n)),
        Gen.OneOf(Gen.Const(Side.School), Gen.Const(Side.Coach)).Select(side => (RequestEvent)new RequestEvent.AddressFailed(side, Some.Request.Contact.Email)),
        Gen.Const((RequestEvent)new RequestEvent.ContactCorrected(Some.Request.Contact with { Phone = "505-555-0100" })),
        Gen.OneOf(Gen.Const((DateOnly?)null), Gen.Const((DateOnly?)Some.Today)).Select(until => (RequestEvent)new RequestEvent.Paused(until)),
        Gen.Const((RequestEvent)new RequestEvent.MergedInto(Reference.Create(4, 99))),
        Gen.Int[1, 3].Select(n => (RequestEvent)new RequestEvent.CoachingCompleted(n, CompletedBecause.Quiet)),
        Gen.Const((RequestEvent)new RequestEvent.ContactConfirmed()),
        Gen.Const((RequestEvent)new RequestEvent.WithdrawnBySchool()));

    internal static readonly Gen<RequestEvent[]> Histories = Events.Array[0, 12];

    private static CoachingRequest Lived(RequestEvent[] history) =>
        history.Aggregate(Some.Request, (request, happened) => RequestLife.Apply(request, happened, Some.Moment) is Step.Moved moved ? moved.Request : request);

    private static CoachingRequest After(CoachingRequest request, params RequestEvent[] events) => After(request, [], events);

    private static CoachingRequest After(CoachingRequest request, List<RequestState> states, params RequestEvent[] events)
    {
        foreach (var happened in events)
        {
            request = Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, Some.Moment)).Request;
            states.Add(request.State);
        }
        return request;
    }
}
