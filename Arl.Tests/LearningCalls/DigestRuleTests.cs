using Arl.Domain;
using Arl.Domain.LearningCalls;
using Xunit;

namespace Arl.Tests.LearningCalls;

public sealed class DigestRuleTests
{
    private static readonly TimeZoneInfo s_newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>A call that ends on a Tuesday at 13:00.</summary>
    private static readonly DateTimeOffset s_end = At(2026, 12, 1, 13, 0);

    [Fact]
    public void With_notes_it_leaves_two_hours_after_the_call() => Assert.Equal(At(2026, 12, 1, 15, 0), DigestRule.DueAt(s_end, s_end.AddMinutes(30), s_newYork));

    [Fact]
    public void Notes_that_are_saved_later_leave_a_quarter_of_an_hour_to_mend_a_slip() => Assert.Equal(At(2026, 12, 1, 17, 15), DigestRule.DueAt(s_end, At(2026, 12, 1, 17, 0), s_newYork));

    [Fact]
    public void Without_notes_it_waits_for_them_until_nine_on_the_next_working_morning()
    {
        Assert.Equal(At(2026, 12, 2, 9, 0), DigestRule.DueAt(s_end, null, s_newYork));
        Assert.Equal(At(2026, 11, 30, 9, 0), DigestRule.DueAt(At(2026, 11, 25, 13, 0).AddDays(2), null, s_newYork)); // From a Friday to Monday.
        Assert.Equal(At(2026, 11, 27, 9, 0), DigestRule.DueAt(At(2026, 11, 25, 13, 0), null, s_newYork)); // Over Thanksgiving.
    }

    [Fact]
    public void Nine_is_nine_by_the_wall_on_both_sides_of_a_change_of_the_clocks()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 14, 0, 0, TimeSpan.Zero), DigestRule.DueAt(At(2026, 10, 30, 13, 0), null, s_newYork));
        Assert.Equal(new DateTimeOffset(2027, 3, 15, 13, 0, 0, TimeSpan.Zero), DigestRule.DueAt(At(2027, 3, 12, 13, 0), null, s_newYork));
    }

    [Fact]
    public void A_call_in_the_evening_has_its_morning_by_the_clocks_of_the_series_not_by_those_of_greenwich() =>
        Assert.Equal(At(2026, 12, 2, 9, 0), DigestRule.DueAt(At(2026, 12, 1, 20, 30), null, s_newYork)); // 01:30 on December 2 in UTC.

    [Fact]
    public void A_week_after_the_call_nothing_is_sent_any_more()
    {
        Assert.True(DigestRule.IsDue(s_end, null, s_newYork, s_end.AddDays(7)));
        Assert.False(DigestRule.IsDue(s_end, null, s_newYork, s_end.AddDays(7).AddMinutes(1)));
        Assert.False(DigestRule.IsDue(s_end, null, s_newYork, s_end.AddHours(3)));
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute) => LocalTime.Moment(new DateTime(year, month, day, hour, minute, 0), s_newYork);

    [Fact]
    public void It_is_due_at_its_very_moment_in_UTC()
    {
        var due = DigestRule.DueAt(s_end, s_end, s_newYork);

        Assert.Equal((true, false, TimeSpan.Zero), (DigestRule.IsDue(s_end, s_end, s_newYork, due), DigestRule.IsDue(s_end, s_end, s_newYork, due.AddTicks(-1)), DigestRule.DueAt(s_end.ToOffset(TimeSpan.FromHours(-5)), s_end, s_newYork).Offset));
    }
}
