using System.Globalization;
using Arl.Domain.Engagements;
using Arl.Domain.Requests;
using Arl.Tests.Support;
using Xunit;

namespace Arl.Tests.Engagements;

public sealed class FollowUpsTests
{
    private static readonly TimeZoneInfo s_denver = TimeZoneInfo.FindSystemTimeZoneById("America/Denver");
    private static readonly TimeZoneInfo s_guam = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Guam");
    private static readonly FollowUps s_followUps = new(FollowUpRules.Default, s_denver, s_denver);

    [Theory]
    [InlineData("2026-11-24T16:30", "2026-11-27T16:30", "2026-12-01T16:30")] // A Tuesday; Thanksgiving and a weekend lie between.
    [InlineData("2026-11-24T21:10", "2026-11-30T08:00", "2026-12-02T08:00")] // Told in the evening: nobody is written to at night.
    [InlineData("2026-11-28T11:00", "2026-12-02T08:00", "2026-12-04T08:00")] // Told on a Saturday.
    public void A_silent_coach_is_reminded_on_the_second_working_day_and_another_is_asked_on_the_fourth(string asked, string reminded, string next)
    {
        var introduced = Introduced(Local(asked));

        var reminder = s_followUps.Next(introduced, Local(asked))!;
        var after = After(introduced, reminder.Act, reminder.At);
        var taken = s_followUps.Next(after, reminder.At)!;

        Assert.Equal((Local(reminded), new FollowUpAct.RemindCoach(1, Local(next))), (reminder.At, reminder.Act));
        Assert.Equal((Local(next), new FollowUpAct.NextCoach(1, "coach-1")), (taken.At, taken.Act));
    }

    [Fact]
    public void After_a_week_without_a_timer_the_coach_still_has_a_working_day_between_the_reminder_and_the_end()
    {
        var introduced = Introduced(Local("2026-11-02T09:00"));

        Assert.IsType<FollowUpAct.RemindCoach>(s_followUps.Due(introduced, Local("2026-11-12T10:00")));
        var reminded = After(introduced, new FollowUpAct.RemindCoach(1, default), Local("2026-11-12T10:00"));
        Assert.Null(s_followUps.Due(reminded, Local("2026-11-13T09:59")));
        Assert.IsType<FollowUpAct.NextCoach>(s_followUps.Due(reminded, Local("2026-11-13T10:00")));
    }

    [Theory]
    [InlineData("2026-11-26T10:00")] // Thanksgiving.
    [InlineData("2026-11-28T10:00")] // A Saturday.
    [InlineData("2026-11-30T07:59")]
    [InlineData("2026-11-30T18:00")]
    public void A_late_reminder_waits_for_a_working_hour(string now) =>
        Assert.Null(s_followUps.Due(Introduced(Local("2026-11-18T09:00")), Local(now)));

    [Fact]
    public void The_working_days_are_those_of_the_coachs_own_calendar() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 22, 0, 0, TimeSpan.Zero), // Friday 8:00 there; it was Wednesday 6:30, and Thursday is the holiday.
            new FollowUps(FollowUpRules.Default with { RemindAfterWorkingDays = 1 }, s_guam, s_denver).Next(Introduced(new(2026, 11, 24, 20, 30, 0, TimeSpan.Zero)), Some.Moment)!.At);

    [Theory]
    [MemberData(nameof(Answers))]
    public void Any_answer_of_the_coach_ends_the_silence(RequestEvent answer) =>
        Assert.Equal(new FollowUpAct.CheckIn(1), s_followUps.Next(After(Introduced(Some.Moment), answer, Some.Moment.AddHours(1)), Some.Moment.AddHours(2))!.Act);

    public static TheoryData<RequestEvent> Answers { get; } = [new RequestEvent.CoachAccepted(1), new RequestEvent.CoachingStarted(1), new RequestEvent.SessionLogged(1, new("s1", Some.Today, 45, "Literacy"))];

    [Fact]
    public void Where_coaches_confirm_first_silence_counts_from_the_question()
    {
        var matched = After(Some.Request, new RequestEvent.CoachFound(Some.Match()), Some.Moment);
        var asked = After(matched, new RequestEvent.CoachAsked(1), Local("2026-11-24T10:00"));

        Assert.Null(s_followUps.Next(matched, Some.Moment));
        Assert.Equal(Local("2026-11-27T10:00"), s_followUps.Next(asked, Some.Moment)!.At);
    }

    [Fact]
    public void Both_are_asked_how_it_goes_30_days_after_their_introduction_once()
    {
        var coaching = Coaching();

        var next = s_followUps.Next(coaching, Some.Moment)!;

        Assert.Equal((new FollowUpAct.CheckIn(1), Local("2026-12-24T08:00")), (next.Act, next.At));
        Assert.IsType<FollowUpAct.QuietNotice>(s_followUps.Next(After(coaching, next.Act, next.At), next.At)!.Act);
    }

    [Fact]
    public void An_engagement_of_which_nothing_is_heard_for_120_days_ends_after_a_notice()
    {
        var coaching = After(Coaching(), new RequestEvent.CheckInSent(1), Some.Moment.AddDays(30));

        var notice = s_followUps.Next(coaching, Some.Moment)!;
        var told = After(coaching, notice.Act, notice.At);
        var end = s_followUps.Next(told, notice.At)!;

        Assert.Equal((Some.Moment.AddDays(106), new FollowUpAct.QuietNotice(1, Some.Moment.AddDays(120))), (notice.At, notice.Act));
        Assert.Equal((Some.Moment.AddDays(120), new FollowUpAct.QuietEnd(1)), (end.At, end.Act));
        Assert.Equal(RequestState.Completed, After(told, end.Act, end.At).State);
    }

    [Fact]
    public void One_click_keeps_it_open_for_another_120_days()
    {
        var told = After(After(Coaching(), new RequestEvent.CheckInSent(1), Some.Moment.AddDays(30)), new RequestEvent.QuietNoticeSent(1), Some.Moment.AddDays(106));

        var kept = After(told, new RequestEvent.KeptOpen(1, Side.School), Some.Moment.AddDays(107));

        Assert.Equal(new FollowUpAct.QuietNotice(1, Some.Moment.AddDays(227)), s_followUps.Next(kept, Some.Moment.AddDays(107))!.Act);
    }

    [Fact]
    public void However_late_the_timer_is_both_have_14_days_between_the_notice_and_the_end_and_are_asked_how_it_goes_first()
    {
        var late = Local("2027-06-01T10:00");
        var coaching = Coaching();

        Assert.Equal(new FollowUpAct.CheckIn(1), s_followUps.Due(coaching, late));
        var asked = After(coaching, new FollowUpAct.CheckIn(1), late);
        Assert.Null(s_followUps.Due(asked, late.AddDays(13)));
        Assert.Equal(new FollowUpAct.QuietNotice(1, late.AddDays(28)), s_followUps.Due(asked, late.AddDays(14)));
        var told = After(asked, s_followUps.Due(asked, late.AddDays(14))!, late.AddDays(14));
        Assert.Null(s_followUps.Due(told, late.AddDays(27)));
        Assert.Equal(new FollowUpAct.QuietEnd(1), s_followUps.Due(told, late.AddDays(28)));
    }

    [Fact]
    public void A_paused_request_sleeps_until_the_calendar_of_its_place_says_so_and_its_clock_begins_anew()
    {
        var paused = After(Introduced(Local("2026-11-24T09:00")), new RequestEvent.Paused(new(2027, 1, 11)), Local("2026-11-24T10:00"));

        Assert.Null(s_followUps.Due(paused, Local("2027-01-10T23:59")));
        Assert.Equal(new FollowUpAct.Resume(), s_followUps.Due(paused, Local("2027-01-11T00:00")));
        var resumed = After(paused, new FollowUpAct.Resume(), Local("2027-01-11T00:00"));
        Assert.Equal(new FollowUpAct.CheckIn(1), s_followUps.Due(resumed, Local("2027-01-12T08:00")));
        Assert.Equal(Local("2027-01-13T08:00"), s_followUps.Next(After(resumed, new FollowUpAct.CheckIn(1), Local("2027-01-12T08:00")), Local("2027-01-12T08:00"))!.At);
    }

    private static CoachingRequest Introduced(DateTimeOffset at) => After(After(Some.Request, new RequestEvent.CoachFound(Some.Match()), at), new RequestEvent.IntroductionSent(1), at);

    private static CoachingRequest Coaching() => After(Introduced(Some.Moment), new RequestEvent.CoachingStarted(1), Some.Moment);

    private static CoachingRequest After(CoachingRequest request, FollowUpAct act, DateTimeOffset at) => After(request, act.Event, at);

    private static CoachingRequest After(CoachingRequest request, RequestEvent happened, DateTimeOffset at) => Assert.IsType<Step.Moved>(RequestLife.Apply(request, happened, at)).Request;

    private static DateTimeOffset Local(string time)
    {
        var local = DateTime.Parse(time, CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, s_denver.GetUtcOffset(local)).ToUniversalTime();
    }
}
