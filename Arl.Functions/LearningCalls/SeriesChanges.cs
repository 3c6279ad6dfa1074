using Arl.Domain;
using Arl.Domain.LearningCalls;
using Arl.Functions.Mail;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls;

/// <summary>What became of a change that staff wanted.</summary>
public enum CallChanged
{
    /// <summary>It is so now, also where it was already.</summary>
    Done,

    /// <summary>Somebody else changed the calls since they were looked at; nothing was done.</summary>
    Meanwhile,

    /// <summary>There is no such call, or it has begun.</summary>
    TooLate,
}

/// <summary>What staff do to the weekly call. Each change is made from the state of the series that was seen, and no newer one; the emails about it are owed by <see cref="CallRun"/>, to whoever's calendar is behind.</summary>
public sealed class SeriesChanges(CallsTable calls, IOptions<MailOptions> mail, TimeProvider clock)
{
    private const int Attempts = 5;

    private sealed record Wanted(CallSeries Next, CallChange Change, CallException? Week);

    /// <param name="seen">The series' sequence on the page that the form was on; -1 where there was none.</param>
    public Task<CallChanged> Save(CallFacts facts, int seen, CancellationToken cancel) => Write(seen, (calendar, now) =>
    {
        if (calendar is null)
            return (CallChanged.Done, new(CallSeries.Begin(facts, $"{Guid.NewGuid():N}@{mail.Value.Sender.Domain}", now), new(CallChangeKind.Set), null));
        var next = calendar.Series.Change(facts, now, LastBegun(calendar, now));
        return (CallChanged.Done, next == calendar.Series ? null : new(next, new(calendar.Series.IsOn ? CallChangeKind.Changed : CallChangeKind.Set), null));
    }, cancel);

    public Task<CallChanged> Stop(int seen, CancellationToken cancel) => Write(seen, (calendar, _) => calendar is null
        ? (CallChanged.TooLate, null)
        : (CallChanged.Done, calendar.Series.IsOn ? new(calendar.Series.Stop(), new(CallChangeKind.Stopped), null) : null), cancel);

    public Task<CallChanged> Skip(DateOnly date, int seen, CancellationToken cancel) => Change(date, seen, CallChangeKind.Skipped, new(date, MovedTo: null), cancel);

    /// <param name="to">In the same week, by the clocks of the series' zone.</param>
    public Task<CallChanged> Move(DateOnly date, DateTime to, int seen, CancellationToken cancel) => Change(date, seen, CallChangeKind.Moved, new(date, to), cancel);

    /// <summary>The week is as the rhythm says again.</summary>
    public Task<CallChanged> PutBack(DateOnly date, int seen, CancellationToken cancel) => Change(date, seen, CallChangeKind.PutBack, new(date, MovedTo: null) { IsPutBack = true }, cancel);

    private Task<CallChanged> Change(DateOnly date, int seen, CallChangeKind kind, CallException week, CancellationToken cancel) => Write(seen, (calendar, now) =>
    {
        if (calendar is null || !calendar.Series.IsOn || calendar.Of(date) is not { } call || call.StartsAt <= now)
            return (CallChanged.TooLate, null);
        var differs = calendar.Exceptions.FirstOrDefault(one => one.Date == date);
        if (differs == week || (differs is null && week.IsPutBack))
            return (CallChanged.Done, null);
        var then = new CallCalendar(calendar.Series, [.. calendar.Exceptions.Where(one => one.Date != date), week]).Of(date);
        return then!.StartsAt <= now && then.State != CallState.Skipped ? (CallChanged.TooLate, null) : (CallChanged.Done, new(calendar.Series.WithChangedWeek(), new(kind, date), week));
    }, cancel);

    private async Task<CallChanged> Write(int seen, Func<CallCalendar?, DateTimeOffset, (CallChanged Answer, Wanted? Wanted)> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (read, calendar) = await calls.Calendar(cancel) is (var stored, var now) ? (stored, now) : ((StoredSeries?)null, (CallCalendar?)null);
            var (answer, wanted) = decide(calendar, clock.GetUtcNow());
            if (wanted is null)
                return answer; // Also for a form that is sent twice: what it asks is so already.
            if ((read?.Series.Sequence ?? -1) != seen)
                return CallChanged.Meanwhile;
            if (await calls.Change(read, wanted.Next, wanted.Change, wanted.Week, cancel))
                return answer;
        }
        return CallChanged.Meanwhile;
    }

    /// <summary>The day of the last call that has begun.</summary>
    private static DateOnly? LastBegun(CallCalendar calendar, DateTimeOffset now)
    {
        var today = LocalTime.DayOf(now, calendar.Series.Zone());
        return Enumerable.Range(-7, 14).Select(days => calendar.Of(today.AddDays(days))).OfType<LearningCall>().Where(call => call.StartsAt <= now).Select(call => (DateOnly?)call.Date).LastOrDefault();
    }
}
