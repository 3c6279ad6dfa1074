using Arl.Domain.Engagements;
using Arl.Domain.Introductions;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Requests;

/// <summary>What a request was at any past moment can be told from its moments alone.</summary>
public sealed class RequestRecordTests
{
    private static readonly Func<CoachingRequest, RequestEvent>[] s_events =
    [
        request => new RequestEvent.CoachFound(Some.Match($"c{request.Matches + 1}", request.Matches + 1)),
        _ => new RequestEvent.NoCoachFits("nobody has room"),
        request => new RequestEvent.IntroductionSent(request.Matches),
        request => new RequestEvent.HandedBack($"c{request.Matches}", HandBackReason.NoTime),
        request => new RequestEvent.CoachingStarted(request.Matches),
        request => new RequestEvent.SessionLogged(request.Matches, new($"s{request.Events}", new(2026, 11, 20), 45, "First steps")),
        request => new RequestEvent.CheckInAnswered(request.Matches, Side.School, 4),
        _ => new RequestEvent.Paused(new(2026, 12, 24)),
        _ => new RequestEvent.Paused(null),
        request => new RequestEvent.CoachingCompleted(request.Matches, CompletedBecause.CoachSaidSo),
        _ => new RequestEvent.WithdrawnBySchool(),
        _ => new RequestEvent.ContactConfirmed(),
        _ => new RequestEvent.NotConfirmed(),
    ];

    private static readonly Gen<(CoachingRequest First, (RequestEvent Event, int Hours)[] Life)> s_lives =
        Gen.Select(Gen.Select(Gen.Int[0, s_events.Length - 1], Gen.Int[1, 30], (make, hours) => (Make: s_events[make], Hours: hours)).Array[0, 25], Gen.Bool).Select((choices, confirms) =>
        {
            var first = CoachingRequest.Receive(Some.Checked, Some.Request.Reference, Some.Moment, confirmWithin: confirms ? TimeSpan.FromDays(14) : null);
            return (first, Live(first, choices));
        });

    [Fact]
    public void State_and_promise_of_any_past_moment_are_what_they_were_then() =>
        s_lives.Sample((first, life) =>
        {
            var (request, at) = (first, Some.Moment);
            List<(DateTimeOffset At, CoachingRequest Request)> past = [(at, request)];
            foreach (var (happened, hours) in life)
            {
                at = at.AddHours(hours);
                request = RequestLife.Apply(request, happened, at) is Step.Moved moved ? moved.Request : request;
                past.Add((at, request));
            }
            var record = RequestRecord.Of(request);
            return past.All(then => record.StateAt(then.At) == then.Request.State && Promise.Of(record.PromisedAt(then.At), then.At) == Promise.Of(Promised.Of(then.Request), then.At));
        });

    [Fact]
    public void Before_it_was_received_it_was_nothing() => Assert.Null(RequestRecord.Of(Some.Request).StateAt(Some.Request.ReceivedAt.AddTicks(-1)));

    [Fact]
    public void A_moment_holds_no_word_of_a_person()
    {
        var session = RequestLife.Apply(
            Some.Request with { State = RequestState.Introduced, Match = Some.Match(), Matches = 1 }, new RequestEvent.SessionLogged(1, new("s1", new(2026, 11, 20), 45, "What Ana said")), Some.Moment);

        Assert.Equal(
            new RequestMoment(Some.Moment, "SessionLogged", RequestState.Coaching) { Organization = "Learning Partners", On = new(2026, 11, 20), Minutes = 45 },
            Assert.IsType<Step.Moved>(session).Request.Moments[^1]);
    }

    [Fact]
    public void A_moment_says_who_answered_and_how_and_whether_the_request_stood_still()
    {
        var coaching = Some.Request with { State = RequestState.Coaching, Match = Some.Match(), Matches = 1 };

        Assert.Equal(new RequestMoment(Some.Moment, "CheckInAnswered", RequestState.Coaching) { Organization = "Learning Partners", By = Side.School, Score = 4 }, Last(coaching, new RequestEvent.CheckInAnswered(1, Side.School, 4)));
        Assert.Equal(new RequestMoment(Some.Moment, "Paused", RequestState.Received) { Paused = true }, Last(Some.Request, new RequestEvent.Paused(Some.Today)));
        Assert.Equal(new RequestMoment(Some.Moment, "Paused", RequestState.Coaching) { Organization = "Learning Partners" }, Last(coaching with { PausedUntil = Some.Today }, new RequestEvent.Paused(null)));

        static RequestMoment Last(CoachingRequest request, RequestEvent happened) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, Some.Moment)).Request.Moments[^1];
    }

    /// <summary>The events as they are made along the way.</summary>
    private static (RequestEvent, int)[] Live(CoachingRequest first, (Func<CoachingRequest, RequestEvent> Make, int Hours)[] choices)
    {
        var (request, at) = (first, Some.Moment);
        return [.. choices.Select(choice =>
        {
            at = at.AddHours(choice.Hours);
            var happened = choice.Make(request);
            request = RequestLife.Apply(request, happened, at) is Step.Moved moved ? moved.Request : request;
            return (happened, choice.Hours);
        })];
    }
}
