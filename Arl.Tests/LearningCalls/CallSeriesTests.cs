using Arl.Domain.LearningCalls;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>The series itself, as staff set, change, stop and set it again.</summary>
public sealed class CallSeriesTests
{
    private static readonly CallFacts s_facts = CallFacts.Of(Series);

    [Theory]
    [InlineData("2026-11-30T12:00Z", "2026-12-01")]
    [InlineData("2026-12-01T19:59Z", "2026-12-01")]
    [InlineData("2026-12-01T20:00Z", "2026-12-08")] // Three in New York: it would have begun.
    [InlineData("2026-12-02T03:00Z", "2026-12-08")] // Ten in the evening of Tuesday there.
    public void It_begins_with_the_first_call_that_has_not_begun(string now, string first)
    {
        var series = CallSeries.Begin(s_facts, "a-uid", At(now));

        Assert.Equal((Day(first), "a-uid", 0, true), (series.FirstDate, series.Uid, series.Sequence, series.IsOn));
        Assert.Equal(s_facts, CallFacts.Of(series));
    }

    [Fact]
    public void What_is_set_again_as_it_is_changes_nothing() => Assert.Same(Series, Series.Change(s_facts, At("2027-01-05T12:00Z"), held: null));

    [Fact]
    public void How_long_where_and_who_change_for_all_of_it()
    {
        var facts = s_facts with { Minutes = 45, Link = new("https://meet.example/other"), HostName = "Kim Diaz" };

        var changed = Series.Change(facts, At("2027-01-05T12:00Z"), held: Day("2026-12-29"));

        Assert.Equal((facts, Series.FirstDate, 1, Series.Uid), (CallFacts.Of(changed), changed.FirstDate, changed.Sequence, changed.Uid));
    }

    [Fact]
    public void Another_rhythm_begins_with_its_next_call()
    {
        Assert.Equal(Day("2027-01-07"), Changed(s_facts with { Weekday = DayOfWeek.Thursday }, held: null).FirstDate);
        Assert.Equal(Day("2027-01-05"), Changed(s_facts with { Time = new(16, 0) }, held: null).FirstDate);
        Assert.Equal(Day("2027-01-05"), Changed(s_facts with { TimeZone = "America/Denver" }, held: null).FirstDate);
        Assert.Equal(Day("2027-01-12"), Changed(s_facts with { Time = new(16, 0) }, held: Day("2027-01-05")).FirstDate); // That day's call of the old rhythm has begun.
    }

    [Fact]
    public void Stopped_it_keeps_its_name_in_calendars_and_set_again_it_begins_anew_under_it()
    {
        var stopped = Series.Stop();
        var again = stopped.Change(s_facts, At("2027-01-05T12:00Z"), held: null);

        Assert.Equal((false, 1), (stopped.IsOn, stopped.Sequence));
        Assert.Same(stopped, stopped.Stop());
        Assert.Equal((true, 2, Series.Uid, Day("2027-01-05")), (again.IsOn, again.Sequence, again.Uid, again.FirstDate));
    }

    [Fact]
    public void A_changed_week_is_a_change_of_the_series() => Assert.Equal(1, Series.WithChangedWeek().Sequence);

    [Theory]
    [InlineData(DayOfWeek.Tuesday, "2026-12-01"), InlineData(DayOfWeek.Monday, "2026-12-07"), InlineData(DayOfWeek.Wednesday, "2026-12-02"), InlineData(DayOfWeek.Sunday, "2026-12-06")]
    public void The_first_day_of_a_weekday_may_be_the_day_itself(DayOfWeek weekday, string first) => Assert.Equal(Day(first), CallSeries.FirstOn(weekday, Day("2026-12-01")));

    [Fact]
    public void A_week_that_was_put_back_is_as_the_rhythm_says()
    {
        var exception = new CallException(Day("2026-12-08"), null);

        Assert.Equal((true, false, false), (exception.IsSkipped, (exception with { IsPutBack = true }).IsSkipped, (exception with { MovedTo = new DateTime(2026, 12, 9, 9, 0, 0) }).IsSkipped));
        Assert.Equal(CallState.Planned, Calendar(Series, exception with { IsPutBack = true }).Of(Day("2026-12-08"))!.State);
    }

    [Fact]
    public void A_digest_says_in_a_line_what_is_in_it_and_without_anything_it_is_none()
    {
        var digest = new CallDigest(Calendar().Of(Series.FirstDate)!, "What was said", [SomeAgenda.Resource, SomeAgenda.Resource], ["Jo Reyes helped Ana Diaz"], 4);

        Assert.Equal("The notes, 2 new resources, and who helped whom", digest.Preview);
        Assert.Equal("Who helped whom", (digest with { Notes = "", Resources = [] }).Preview);
        Assert.All(new[] { digest with { Notes = "", Resources = [] }, digest with { Notes = "", Helped = [] }, digest with { Resources = [], Helped = [] } }, one => Assert.False(one.IsEmpty));
        Assert.True((digest with { Notes = "", Resources = [], Helped = [] }).IsEmpty);
    }

    [Fact]
    public void Notes_are_noted_once_they_have_words()
    {
        var notes = CallNotes.None with { SavedAt = Some.Moment };

        Assert.Null(notes.NotedAt);
        Assert.Equal(Some.Moment, (notes with { Words = "What was said" }).NotedAt);
    }

    private static CallSeries Changed(CallFacts facts, DateOnly? held) => Series.Change(facts, At("2027-01-05T12:00Z"), held);
}
