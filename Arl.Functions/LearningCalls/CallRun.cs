using Arl.Domain;
using Arl.Domain.Coaches;
using Arl.Domain.Introductions;
using Arl.Domain.LearningCalls;
using Arl.Functions.Coaches;
using Arl.Functions.Mail;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arl.Functions.LearningCalls;

/// <summary>
/// One look at what the coaches are owed of the calls: invitations, reminders, and updates of calendars that are behind. Twice, late or beside itself it owes each once. Those who coach with the network get them, also
/// while they are paused: a pause is about new schools. Who has unsubscribed, or whose mailbox takes nothing, gets none; out of the calendar of who is no reader any more the call is taken.
/// </summary>
public sealed partial class CallRun(CallsTable calls, AgendaDesk agendas, CoachesTable coaches, CallEmails emails, CallMailings mailings, CallReaders readers, SuppressionList suppressions, IOptions<MailOptions> mail, TimeProvider clock, ILogger<CallRun> log)
{
    private sealed record Look(StoredSeries Stored, CallCalendar Calendar, IReadOnlyList<Coach> Coaches, QuietHours Quiet, DateTimeOffset Now)
    {
        public Dictionary<string, CoachCalendar> Known { get; init; } = [];
    }

    /// <exception cref="AggregateException">Some coaches could not be written to; the others were.</exception>
    public async Task All(CancellationToken cancel)
    {
        if (await calls.Calendar(cancel) is not (var stored, var calendar))
            return;
        var everybody = (await coaches.All(cancel)).Select(coach => coach.Load.Coach).ToDictionary(coach => coach.Id, StringComparer.Ordinal);
        var look = new Look(stored, calendar, await readers.Among(everybody.Values, cancel), mail.Value.Quiet, clock.GetUtcNow()) { Known = new(await calls.Calendars(cancel), StringComparer.Ordinal) };
        var faults = new List<Exception>();
        foreach (var call in calendar.ToInviteTo(look.Now))
        {
            if (!await calls.Announce(stored, calendar, call.Date, cancel))
                return; // The series changed since it was read; the next look sees what it is now.
            await Write(look, call, faults, cancel);
            if ((await calls.Series(cancel))!.ETag != stored.ETag && await calls.Calendar(cancel) is (var again, var changed))
                (look, stored, calendar) = (look with { Stored = again, Calendar = changed }, again, changed); // Announced, by us; or changed by staff, and then what follows is of that.
        }
        foreach (var coach in look.Coaches)
            await Try(coach.Id, () => Update(look, coach, cancel), faults, cancel);
        foreach (var known in look.Known.Values.ExceptBy(look.Coaches.Select(coach => coach.Id), known => known.CoachId, StringComparer.Ordinal).ToList())
            await Try(known.CoachId, () => TakeOut(look, everybody.GetValueOrDefault(known.CoachId), known, cancel), faults, cancel);
        if (faults.Count > 0)
            throw new AggregateException(faults);
    }

    private async Task Write(Look look, LearningCall call, List<Exception> faults, CancellationToken cancel)
    {
        var asked = (await calls.Attendees(call.Date, cancel)).ToDictionary(one => one.CoachId, StringComparer.Ordinal);
        Agenda? agenda = null; // As it is at this look; of a call that nobody is reminded of now none is built.
        foreach (var coach in look.Coaches)
            await Try(coach.Id, () => Write(look, call, coach, asked.GetValueOrDefault(coach.Id), async () => agenda ??= await agendas.Of(call, cancel), cancel), faults, cancel);
    }

    private async Task Write(Look look, LearningCall call, Coach coach, CallAttendee? asked, Func<Task<Agenda>> agenda, CancellationToken cancel)
    {
        var zone = coach.Zone();
        var reminderDue = CallSchedule.ReminderDueAt(call, look.Quiet, zone);
        bool May(DateTimeOffset due) => CallSchedule.MayWrite(call, due, look.Now, look.Quiet, zone);
        if (asked?.InvitedAt is not { } invited)
        {
            if (May(CallSchedule.InvitationDueAt(look.Calendar.Series, call.Date)))
                await Invite(look, call, coach, cancel);
        }
        else if (asked.RemindedOf != call.StartsAt && asked.Answer != CallAnswer.No && May(reminderDue) && invited < reminderDue)
        {
            await Remind(look, call, coach, asked.Answer, await agenda(), cancel);
        }
    }

    private async Task Invite(Look look, LearningCall call, Coach coach, CancellationToken cancel)
    {
        var sequence = look.Calendar.Series.Sequence;
        var known = look.Known.GetValueOrDefault(coach.Id) ?? await calls.CalendarOf(coach.Id, cancel); // Of who is invited to two calls at one look, the first has written it.
        var email = await emails.Invite(coach, look.Calendar, call, known is null ? look.Now : look.Stored.ChangedAt, look.Now, cancel); // In a calendar that was taken leave of, what comes is later.
        if (!await mailings.Invite(email, call, coach.Id, sequence, known, look.Now, cancel))
            return;
        look.Known.Remove(coach.Id); // Its calendar is up to date, and what was read of it is old.
        Owed(email.RowKey);
    }

    private async Task Remind(Look look, LearningCall call, Coach coach, CallAnswer? answer, Agenda agenda, CancellationToken cancel)
    {
        var email = await emails.Remind(coach, look.Calendar.Series, call, answer, agenda, look.Now, cancel);
        if (await mailings.Remind(email, call, coach.Id, look.Now, cancel))
            Owed(email.RowKey);
    }

    private async Task Update(Look look, Coach coach, CancellationToken cancel)
    {
        var sequence = look.Calendar.Series.Sequence;
        if (look.Known.GetValueOrDefault(coach.Id) is not { } known || known.Sequence >= sequence)
            return;
        var email = await emails.Change(coach, look.Calendar, look.Stored, known, look.Now, cancel);
        if (await mailings.Update(email, sequence, known, look.Now, cancel))
            Owed(email.RowKey);
    }

    /// <param name="coach">Null where they were erased.</param>
    private async Task TakeOut(Look look, Coach? coach, CoachCalendar known, CancellationToken cancel)
    {
        var isOut = !look.Calendar.Series.IsOn && known.Sequence >= look.Calendar.Series.Sequence;
        if (coach is null || isOut || (await suppressions.Lately(coach.Email, cancel)).Stops(transactional: true) is not null)
        {
            await calls.Forget(known, cancel);
            return;
        }
        var email = await emails.TakeOut(coach, look.Calendar, look.Now, cancel);
        if (await mailings.TakeOut(email, known, look.Now, cancel))
            Owed(email.RowKey);
    }

    /// <summary>One that fails must not stop those behind it.</summary>
    private static async Task Try(string coachId, Func<Task> write, List<Exception> faults, CancellationToken cancel)
    {
        try
        {
            await write();
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            faults.Add(new InvalidOperationException($"Coach {coachId} could not be written to about the learning call.", fault));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Email {Id} is owed.")]
    private partial void Owed(string id);
}
