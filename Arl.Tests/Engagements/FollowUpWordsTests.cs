using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Engagements;

/// <summary>What staff read of what comes next, and what it does.</summary>
public sealed class FollowUpWordsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 12, 1, 16, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = s_at.AddDays(14);

    public static TheoryData<FollowUpAct, string, RequestEvent> Acts { get; } = new()
    {
        { new FollowUpAct.Resume(), "It goes on when its pause ends, on Dec 1, 2026.", new RequestEvent.Paused(null) },
        { new FollowUpAct.RemindToConfirm(s_end), "If the contact does not confirm it, they are reminded on Dec 1, 9:30 AM, and it is withdrawn on Dec 15, 9:30 AM.", new RequestEvent.ConfirmationReminded() },
        { new FollowUpAct.EndUnconfirmed(), "If the contact does not confirm it, it is withdrawn on Dec 1, 9:30 AM.", new RequestEvent.NotConfirmed() },
        { new FollowUpAct.RemindCoach(2, s_end), "If the coach does not answer, they are reminded on Dec 1, 9:30 AM, and another coach is asked on Dec 15, 9:30 AM.", new RequestEvent.CoachReminded(2) },
        { new FollowUpAct.NextCoach(2, "coach-1"), "If the coach does not answer, another coach is asked on Dec 1, 9:30 AM.", new RequestEvent.HandedBack("coach-1", HandBackReason.Silence) },
        { new FollowUpAct.CheckIn(2), "Both are asked how it goes on Dec 1, 9:30 AM.", new RequestEvent.CheckInSent(2) },
        { new FollowUpAct.QuietNotice(2, s_end), "If nothing is heard of it, both are told on Dec 1, 2026 that it will be closed, and it is closed on Dec 15, 2026.", new RequestEvent.QuietNoticeSent(2) },
        { new FollowUpAct.QuietEnd(2), "It is closed on Dec 1, 2026, unless one of them says that they are still working together.", new RequestEvent.CoachingCompleted(2, CompletedBecause.Quiet) },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public void Each_act_is_told_with_its_moment_by_the_clock_of_the_place_and_is_an_event_of_the_request(FollowUpAct act, string sentence, RequestEvent happened)
    {
        Assert.Equal(sentence, FollowUpWords.Sentence(new(act, s_at), TimeZoneInfo.FindSystemTimeZoneById("America/Denver")));
        Assert.Equal(happened, act.Event);
    }

    [Fact]
    public void A_request_that_is_over_or_waits_for_a_coach_has_nothing_to_come()
    {
        var clock = new FollowUps(FollowUpRules.Default, TimeZoneInfo.Utc, TimeZoneInfo.Utc);

        Assert.Null(clock.Next(Some.Request with { State = RequestState.Withdrawn, PausedUntil = Some.Today }, Some.Moment));
        Assert.Null(clock.Next(Some.Request with { State = RequestState.Waiting }, Some.Moment));
    }

    [Fact]
    public void Where_the_contact_was_reminded_late_or_the_request_was_paused_a_day_is_left_before_its_end()
    {
        var clock = new FollowUps(FollowUpRules.Default, TimeZoneInfo.Utc, TimeZoneInfo.Utc);
        var reminded = Some.Request with { ConfirmBy = Some.Moment.AddDays(14), ConfirmRemindedAt = Some.Moment.AddDays(1) };

        Assert.Equal(Some.Moment.AddDays(14), clock.Next(reminded, Some.Moment)!.At);
        Assert.Equal(Some.Moment.AddDays(15), clock.Next(reminded with { ConfirmRemindedAt = Some.Moment.AddDays(14) }, Some.Moment)!.At);
        Assert.Equal(Some.Moment.AddDays(17), clock.Next(reminded with { ResumedAt = Some.Moment.AddDays(16) }, Some.Moment)!.At);
        Assert.Equal(Some.Moment.AddDays(20), clock.Next(reminded, Some.Moment.AddDays(20))!.At);
        Assert.Equal(new PlannedFollowUp(new FollowUpAct.RemindToConfirm(Some.Moment.AddDays(14)), Some.Moment.AddDays(1)), clock.Next(reminded with { ConfirmRemindedAt = null }, Some.Moment));
    }
}
