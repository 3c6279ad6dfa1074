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
/// while they are paused: a pause is about new schools. Who has unsubscribed, or whose mailbox takes nothing, gets none.
/// </summary>
public sealed partial class CallRun(CallsTable calls, AgendaDesk agendas, CoachesTable coaches, CallEmails emails, CallMailings mailings, SuppressionList suppressions, IOptions<MailOptions> mail, TimeProvider clock, ILogger<CallRun> log)
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
        var look = new Look(stored, calendar, await Readers(cancel), mail.Value.Quiet, clock.GetUtcNow()) { Known = new(await calls.Calendars(cancel), StringComparer.Ordinal) };
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
            await Try(coach, () => Update(look, coach, cancel), faults, cancel);
        if (faults.Count > 0)
            throw new AggregateException(faults);
    }

    private async Task<IReadOnlyList<Coach>> Readers(CancellationToken cancel)
    {
        var readers = new List<Coach>();
        foreach (var coach in (await coaches.All(cancel)).Select(stored => stored.Load.Coach).Where(coach => coach.Active))
            if ((await suppressions.Lately(coach.Email, cancel)).Stops(transactional: false) is null)
                readers.Add(coach);
        return readers;
    }

    private async Task Write(Look look, LearningCall call, List<Exception> faults, CancellationToken cancel)
    {
        var asked = (await calls.Attendees(call.Date, cancel)).ToDictionary(one => one.CoachId, StringComparer.Ordinal);
        Agenda? agenda = null; // As it is at this look; of a call that nobody is reminded of now none is built.
        foreach (var coach in look.Coaches)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(coach.TimeZone);
            bool Due(DateTimeOffset at) => CallSchedule.MayWrite(call, at, look.Now, look.Quiet, zone);
            switch (asked.GetValueOrDefault(coach.Id))
            {
                case null or { InvitedAt: null } when Due(CallSchedule.InvitationDueAt(look.Calendar.Series, call.Date)):
                    await Try(coach, () => Invite(look, call, coach, cancel), faults, cancel);
                    break;
                case { InvitedAt: not null, RemindedAt: null, Answer: not CallAnswer.No } attendee when Due(CallSchedule.ReminderDueAt(call, look.Quiet, zone)) && attendee.InvitedAt < CallSchedule.ReminderDueAt(call, look.Quiet, zone):
                    await Try(coach, async () => await Remind(look, call, coach, attendee.Answer, agenda ??= await agendas.Of(call, cancel), cancel), faults, cancel);
                    break;
            }
        }
    }

    private async Task Invite(Look look, LearningCall call, Coach coach, CancellationToken cancel)
    {
        var sequence = look.Calendar.Series.Sequence;
        var email = await emails.Invite(coach, look.Calendar, call, look.Now, cancel);
        if (!await mailings.Invite(email, call.Date, coach.Id, sequence, look.Known.GetValueOrDefault(coach.Id), look.Now, cancel))
            return;
        look.Known.Remove(coach.Id); // Its calendar is up to date, and what was read of it is old.
        Owed(email.RowKey);
    }

    private async Task Remind(Look look, LearningCall call, Coach coach, CallAnswer? answer, Agenda agenda, CancellationToken cancel)
    {
        var email = await emails.Remind(coach, look.Calendar.Series, call, answer, agenda, look.Now, cancel);
        if (await mailings.Remind(email, call.Date, coach.Id, look.Now, cancel))
            Owed(email.RowKey);
    }

    private async Task Update(Look look, Coach coach, CancellationToken cancel)
    {
        var sequence = look.Calendar.Series.Sequence;
        if (look.Known.GetValueOrDefault(coach.Id) is not { } known || known.Sequence >= sequence)
            return;
        var email = await emails.Change(coach, look.Calendar, look.Stored.Change, known.Sequence, look.Now, cancel);
        if (await mailings.Update(email, sequence, known, look.Now, cancel))
            Owed(email.RowKey);
    }

    /// <summary>One that fails must not stop those behind it.</summary>
    private static async Task Try(Coach coach, Func<Task> write, List<Exception> faults, CancellationToken cancel)
    {
        try
        {
            await write();
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            faults.Add(new InvalidOperationException($"Coach {coach.Id} could not be written to about the learning call.", fault));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Email {Id} is owed.")]
    private partial void Owed(string id);
}
