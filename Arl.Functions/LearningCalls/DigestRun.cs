using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Microsoft.Extensions.Logging;

namespace Arl.Functions.LearningCalls;

/// <summary>One look at the calls that are over: writes each digest that is due (<see cref="DigestRule"/>), to each active coach who takes our mail once. One with nothing to tell waits until there is something, or its time is over. Twice, late or beside itself it writes no second one.</summary>
public sealed partial class DigestRun(CallsTable calls, CallPapers papers, AgendaDesk agenda, DigestLedger ledger, DigestEmails emails, CoachesTable coaches, CallReaders callReaders, TimeProvider clock, ILogger<DigestRun> log)
{
    private const int DaysBack = 9;

    /// <exception cref="AggregateException">Some coaches' emails could not be written; all others were.</exception>
    public async Task All(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await calls.Calendar(cancel) is not (_, var calendar))
            return;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var call in (await calls.Held(today.AddDays(-DaysBack), today.AddDays(1), cancel)).Where(call => call.EndsAt <= now))
        {
            if (await ledger.Begun(call.Date, cancel) is { IsDone: true })
                continue;
            var notes = await papers.Notes(call.Date, cancel);
            if (DigestRule.IsDue(call.EndsAt, notes.Value.NotedAt, calendar.Series.Zone(), now))
                await Write(call, notes.Value, calendar.Next(now).Where(next => next.State != CallState.Skipped).Take(1).FirstOrDefault(next => next.Date > call.Date), cancel);
        }
    }

    private async Task Write(LearningCall call, CallNotes notes, LearningCall? next, CancellationToken cancel)
    {
        var known = (await coaches.All(cancel)).Select(coach => coach.Load.Coach).ToList();
        var names = known.ToDictionary(coach => coach.Id, coach => coach.Name, StringComparer.Ordinal);
        var came = (await calls.Attendees(call.Date, cancel)).ToDictionary(attendee => attendee.CoachId, attendee => attendee.Came, StringComparer.Ordinal);
        Task<CallDigest> Of(DateTimeOffset upTo) => Gather(call, notes, names, came.Values.Count(there => there is true), upTo, cancel);
        if (await ledger.Begun(call.Date, cancel) is null && (await Of(clock.GetUtcNow())).IsEmpty)
            return;
        var digest = await Of(await ledger.Begin(call.Date, clock.GetUtcNow(), cancel));
        var faults = new List<Exception>();
        var (written, readers) = (await ledger.Written(call.Date, cancel), await callReaders.Among(known, cancel));
        foreach (var coach in readers.Where(coach => !written.Contains(coach.Id)))
        {
            try
            {
                await ledger.Owe(emails, await emails.Email(digest, coach, came.GetValueOrDefault(coach.Id), next, clock.GetUtcNow(), cancel), clock.GetUtcNow(), cancel);
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                faults.Add(new InvalidOperationException($"The digest of {call.Date:yyyy-MM-dd} to {coach.Id} could not be written.", fault)); // One that fails must not stop those behind it.
            }
        }
        if (faults.Count > 0)
            throw new AggregateException(faults);
        await ledger.End(call.Date, clock.GetUtcNow(), cancel);
        Written(call.Date, readers.Count);
    }

    /// <param name="upTo">Of what is listed in the library.</param>
    private async Task<CallDigest> Gather(LearningCall call, CallNotes notes, Dictionary<string, string> names, int came, DateTimeOffset upTo, CancellationToken cancel)
    {
        var after = await ledger.Before(call.Date, call.Date.AddDays(-35), cancel) ?? await agenda.WeekBegan(call, cancel);
        return new(
            call,
            notes.Words,
            await agenda.Listed(after, upTo, cancel),
            [.. notes.Told(await papers.Said(call.Date, cancel)).Select(help => help.InWords(id => names.GetValueOrDefault(id))).OfType<string>()],
            came);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The digest of the call of {Date} is written to {Coaches} coaches.")]
    private partial void Written(DateOnly date, int coaches);
}
