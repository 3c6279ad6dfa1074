using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using CsCheck;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>Whole lives of requests under a timer that comes when it likes, and people who do what they like.</summary>
public sealed class FollowUpLivesTests
{
    private sealed record Done(FollowUpAct Act, DateTimeOffset At, CoachingRequest Before);

    /// <summary>What may happen between two runs of the timer.</summary>
    private static readonly Gen<RequestEvent?> Happens = Gen.Frequency(
        (8, Gen.Const((RequestEvent?)null)),
        (1, Gen.Const((RequestEvent?)new RequestEvent.CoachAccepted(1))),
        (1, Gen.Const((RequestEvent?)new RequestEvent.CoachingStarted(1))),
        (1, Gen.Int[1, 9].Select(n => (RequestEvent?)new RequestEvent.SessionLogged(1, new($"s{n}", Some.Today, 45, "Literacy")))),
        (1, Gen.Const((RequestEvent?)new RequestEvent.KeptOpen(1, Side.Coach))),
        (1, Gen.Const((RequestEvent?)new RequestEvent.CheckInAnswered(1, Side.School, 4))),
        (1, Gen.Int[1, 60].Select(days => (RequestEvent?)new RequestEvent.Paused(Some.Today.AddDays(days)))),
        (1, Gen.Const((RequestEvent?)new RequestEvent.Paused(null))));

    private static readonly Gen<(int Minutes, RequestEvent? Happened)[]> Runs =
        Gen.Select(Gen.Frequency((6, Gen.Int[10, 600]), (3, Gen.Int[600, 10_000]), (1, Gen.Int[10_000, 60_000])), Happens).Array[5, 60];

    private static readonly Gen<(DateTimeOffset From, (int Minutes, RequestEvent? Happened)[] Runs, FollowUpRules Rules, TimeZoneInfo Coach, TimeZoneInfo School)> Lives =
        Gen.Select(SomeDays.Moment, Runs, SomeDays.Days.Select(days => FollowUpRules.Default with { Days = days }), SomeDays.Zone, SomeDays.Zone);

    [Fact]
    public void Nobody_is_written_to_twice_and_each_act_comes_after_the_one_that_announces_it() => Lives.Sample(life =>
    {
        var done = Lived(life);

        Assert.True(done.Count(one => one.Act is FollowUpAct.RemindCoach) <= 1);
        Assert.True(done.Count(one => one.Act is FollowUpAct.CheckIn) <= 1);
        foreach (var (act, at, before) in done)
        {
            if (act is FollowUpAct.NextCoach)
                Assert.True(before.Engagement.RemindedAt is { } reminded && at >= life.Rules.Days.Add(reminded, 1, life.Coach));
            if (act is FollowUpAct.QuietEnd)
                Assert.True(before.Engagement.QuietNoticeAt is { } notice && at - notice >= TimeSpan.FromDays(14) && at - before.Engagement.ActiveAt >= TimeSpan.FromDays(120));
        }
    });

    [Fact]
    public void While_a_request_is_paused_nothing_happens_but_its_end() => Lives.Sample(life =>
        Assert.All(Lived(life), one => Assert.True(one.Before.PausedUntil is null || one.Act is FollowUpAct.Resume)));

    [Fact]
    public void A_coach_who_has_answered_loses_nothing_by_silence() => Lives.Sample(life =>
        Assert.All(Lived(life), one => Assert.False(one.Before.Engagement.CoachAnswered && one.Act is FollowUpAct.RemindCoach or FollowUpAct.NextCoach)));

    [Fact]
    public void Whatever_is_sent_is_sent_on_a_working_day_in_working_hours() => Lives.Sample(life =>
        Assert.All(Lived(life).Where(one => one.Act is not (FollowUpAct.Resume or FollowUpAct.QuietEnd)), one =>
        {
            var zone = one.Act is FollowUpAct.RemindCoach or FollowUpAct.NextCoach ? life.Coach : life.School;
            Assert.True(life.Rules.Days.Includes(one.At, zone));
            Assert.InRange(TimeZoneInfo.ConvertTime(one.At, zone).Hour, 8, 17);
        }));

    [Fact]
    public void What_goes_to_both_waits_for_an_hour_that_suits_both() => Lives.Where(life => life.Coach.Id != "Pacific/Guam" && life.School.Id != "Pacific/Guam").Sample(life =>
        Assert.All(Lived(life).Where(one => one.Act is FollowUpAct.CheckIn or FollowUpAct.QuietNotice), one => Assert.InRange(TimeZoneInfo.ConvertTime(one.At, life.Coach).Hour, 8, 17)));

    [Fact]
    public void What_comes_next_is_due_when_its_moment_has_come_and_not_before() => Lives.Sample(life =>
    {
        var (followUps, request) = (new FollowUps(life.Rules, life.Coach, life.School), Introduced(life.From));
        var next = followUps.Next(request, life.From)!;
        Assert.Null(followUps.Due(request, next.At.AddTicks(-1)));
        Assert.Equal(next.Act, followUps.Due(request, next.At));
    });

    private static List<Done> Lived((DateTimeOffset From, (int Minutes, RequestEvent? Happened)[] Runs, FollowUpRules Rules, TimeZoneInfo Coach, TimeZoneInfo School) life)
    {
        var (request, now, done) = (Introduced(life.From), life.From, new List<Done>());
        var followUps = new FollowUps(life.Rules, life.Coach, life.School);
        foreach (var (minutes, happened) in life.Runs)
        {
            now = now.AddMinutes(minutes);
            request = happened is null ? request : After(request, happened, now);
            if (followUps.Due(request, now) is not { } act)
                continue;
            done.Add(new(act, now, request));
            request = Assert.IsType<Step.Moved>(RequestLife.Apply(request, act.Event, now)).Request;
        }
        return done;
    }

    private static CoachingRequest Introduced(DateTimeOffset at) => After(After(Some.Request with { ReceivedAt = at }, new RequestEvent.CoachFound(Some.Match()), at), new RequestEvent.IntroductionSent(1), at);

    private static CoachingRequest After(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => RequestLife.Apply(request, happened, at) is Step.Moved moved ? moved.Request : request;
}
