using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

public sealed class CallsTableTests
{
    private static readonly DateOnly s_first = new(2026, 12, 1);
    private readonly TestClock _clock = new(At("2026-11-27T12:00Z"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_series_written_is_the_series_read_and_there_is_one()
    {
        var calls = await Table();

        Assert.Null(await calls.Series(Cancel));
        Assert.Null(await calls.Calendar(Cancel));
        Assert.True(await calls.Change(null, Series, new(CallChangeKind.Set), null, Cancel));
        Assert.False(await calls.Change(null, Series with { Uid = "another@arl.example" }, new(CallChangeKind.Set), null, Cancel));

        var read = await calls.Series(Cancel);
        Assert.Equal((Series, new CallChange(CallChangeKind.Set)), (read!.Series, read.Change));
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_one_is_told()
    {
        var calls = await Table();
        await calls.Change(null, Series, new(CallChangeKind.Set), null, Cancel);
        var seen = (await calls.Series(Cancel))!;

        var both = await Task.WhenAll(
            calls.Change(seen, Series with { Sequence = 1, Time = new(16, 0) }, new(CallChangeKind.Changed), null, Cancel),
            calls.Change(seen, Series with { Sequence = 1 }, new(CallChangeKind.Skipped, s_first), new(s_first, null), Cancel));

        Assert.Single(both, done => done);
        Assert.Equal(both[1], (await calls.Get(s_first, Cancel))!.State == CallState.Skipped);
    }

    [Fact]
    public async Task A_week_is_skipped_moved_and_put_back()
    {
        var calls = await Table();
        await calls.Change(null, Series, new(CallChangeKind.Set), null, Cancel);

        await Do(calls, new(CallChangeKind.Skipped, s_first), new(s_first, null));
        Assert.Equal(CallState.Skipped, (await calls.Get(s_first, Cancel))!.State);

        await Do(calls, new(CallChangeKind.Moved, s_first), new(s_first, new DateTime(2026, 12, 3, 9, 30, 0)));
        Assert.Equal(new(s_first, CallState.Moved, At("2026-12-03T14:30Z"), At("2026-12-03T15:30Z")), await calls.Get(s_first, Cancel));
        Assert.Equal(new(s_first, new DateTime(2026, 12, 3, 9, 30, 0)), Assert.Single((await calls.Calendar(Cancel))!.Value.Calendar.Exceptions));

        await Do(calls, new(CallChangeKind.PutBack, s_first), week: null);
        Assert.Equal(new(s_first, CallState.Planned, At("2026-12-01T20:00Z"), At("2026-12-01T21:00Z")), await calls.Get(s_first, Cancel));
    }

    [Fact]
    public async Task A_call_that_has_begun_stays_as_it_was_whatever_becomes_of_the_series()
    {
        var calls = await Table();
        await calls.Change(null, Series, new(CallChangeKind.Set), null, Cancel);
        var (stored, calendar) = (await calls.Calendar(Cancel))!.Value;
        Assert.True(await calls.Announce(stored, calendar, s_first, Cancel));
        _clock.Advance(At("2026-12-02T12:00Z") - _clock.GetUtcNow());

        await Do(calls, new(CallChangeKind.Changed), week: null, series => series with { Weekday = DayOfWeek.Thursday, FirstDate = new(2026, 12, 3) });

        Assert.Equal(new(s_first, CallState.Planned, At("2026-12-01T20:00Z"), At("2026-12-01T21:00Z")), await calls.Get(s_first, Cancel));
        Assert.Equal(s_first, Assert.Single(await calls.Held(s_first, s_first, Cancel)).Date);
    }

    [Fact]
    public async Task A_call_that_was_announced_and_is_no_more_of_the_rhythm_was_not_held()
    {
        var calls = await Table();
        await calls.Change(null, Series, new(CallChangeKind.Set), null, Cancel);
        var (stored, calendar) = (await calls.Calendar(Cancel))!.Value;
        await calls.Announce(stored, calendar, s_first, Cancel);

        await Do(calls, new(CallChangeKind.Changed), week: null, series => series with { Weekday = DayOfWeek.Thursday, FirstDate = new(2026, 12, 3) });
        _clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(CallState.Skipped, (await calls.Get(s_first, Cancel))!.State);
        Assert.Empty(await calls.Held(s_first, s_first.AddDays(2), Cancel));

        await Do(calls, new(CallChangeKind.Stopped), week: null, series => series with { IsOn = false });
        Assert.Null(await calls.Get(new(2026, 12, 10), Cancel));
    }

    [Fact]
    public async Task The_last_answer_counts_and_what_is_known_of_a_coach_stays()
    {
        var calls = await Table();

        await calls.Answer(s_first, "c-017", CallAnswer.Maybe, Cancel);
        await calls.Answer(s_first, "c-017", CallAnswer.Yes, Cancel);
        await calls.Came(s_first, "c-017", came: true, Cancel);
        await calls.Answer(s_first, "c-018", CallAnswer.No, Cancel);
        await calls.Answer(s_first.AddDays(7), "c-017", CallAnswer.No, Cancel);

        Assert.Equal([("c-017", CallAnswer.Yes, true), ("c-018", CallAnswer.No, null)], (await calls.Attendees(s_first, Cancel)).Select(one => (one.CoachId, one.Answer!.Value, one.Came)));
        Assert.Equal(new("c-018", null, null, CallAnswer.No, _clock.GetUtcNow(), null), await calls.Attendee(s_first, "c-018", Cancel));
        Assert.Null(await calls.Attendee(s_first, "c-01", Cancel));
    }

    private static async Task Do(CallsTable calls, CallChange change, CallException? week, Func<CallSeries, CallSeries>? with = null)
    {
        var read = (await calls.Series(Cancel))!;
        Assert.True(await calls.Change(read, (with?.Invoke(read.Series) ?? read.Series) with { Sequence = read.Series.Sequence + 1 }, change, week, Cancel));
    }

    private async Task<CallsTable> Table() => new(await TestStorage.New(), _clock);
}
