using System.Globalization;
using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.LearningCalls;

namespace Arl.Functions.LearningCalls;

/// <summary>The emails about the calls, each to one coach and a batch of its own: <c>{date}-{coachId}_email_call-invitation_coach</c>, <c>…_call-reminder-{the start}_…</c>, <c>series-{coachId}_email_call-update-{sequence}_coach</c> and <c>…_call-goodbye-{when}_…</c>.</summary>
public sealed class CallEmails(EmailRenderer renderer, CallFile files, CallLinks links, LibraryLinks library, CallsTable calls, TimeProvider clock) : IEmailOwner
{
    public const string Invitation = "call-invitation";
    public const string Reminder = "call-reminder";
    public const string Goodbye = "call-goodbye";
    private const string Update = "call-update-";
    internal const string OfSeries = "series-";
    private const string Reader = "coach";
    private const int MostNext = 4;

    public string Name => "learning-call";

    public string Table => TableNames.LearningCalls;

    public IReadOnlyList<string> Kinds => [Invitation, Reminder, "call-update", Goodbye];

    public string PartitionOf(string key) => CallsTable.Partition;

    /// <param name="stamp">Of the calendar file.</param>
    public async Task<EmailRow> Invite(Coach coach, CallCalendar calendar, LearningCall call, DateTimeOffset stamp, DateTimeOffset now, CancellationToken cancel)
    {
        var letter = Letter(coach, calendar.Series, call);
        var email = await renderer.Render<CallInvitationEmail>($"Learning call on {letter.When}", new() { [nameof(CallInvitationEmail.Letter)] = letter }, cancel);
        return Row(KeyOf(call.Date, coach), Invitation, coach, calendar.Series, email, now).Inviting(files.Request(calendar, Guest(coach), stamp));
    }

    public async Task<EmailRow> Remind(Coach coach, CallSeries series, LearningCall call, CallAnswer? answer, Agenda agenda, DateTimeOffset now, CancellationToken cancel)
    {
        var letter = Letter(coach, series, call);
        var email = await renderer.Render<CallReminderEmail>($"Reminder: learning call on {letter.When}", new() { [nameof(CallReminderEmail.Letter)] = letter, [nameof(CallReminderEmail.Answer)] = answer, [nameof(CallReminderEmail.Agenda)] = agenda }, cancel);
        return Row(KeyOf(call.Date, coach), ReminderOf(call), coach, series, email, now);
    }

    /// <param name="known">What the coach's calendar has.</param>
    public async Task<EmailRow> Change(Coach coach, CallCalendar calendar, StoredSeries stored, CoachCalendar known, DateTimeOffset now, CancellationToken cancel)
    {
        var series = calendar.Series;
        var change = known.Sequence == series.Sequence - 1 ? stored.Change : null; // Else it missed more than the last one.
        var week = change?.Date is { } date ? calendar.Of(date) : null;
        var asks = week is not null && CallSchedule.InvitationDueAt(series, week.Date) <= now && change is { Kind: CallChangeKind.Moved or CallChangeKind.PutBack };
        var email = await renderer.Render<CallUpdateEmail>(CallUpdateEmail.TitleOf(series, change, week, coach.TimeZone), new()
        {
            [nameof(CallUpdateEmail.CoachName)] = coach.Name,
            [nameof(CallUpdateEmail.CoachZone)] = coach.Zone(),
            [nameof(CallUpdateEmail.Series)] = series,
            [nameof(CallUpdateEmail.Change)] = change,
            [nameof(CallUpdateEmail.Week)] = week,
            [nameof(CallUpdateEmail.Letter)] = asks ? Letter(coach, series, week!) : null,
            [nameof(CallUpdateEmail.Next)] = calendar.Next(now).Take(MostNext).ToList(),
        }, cancel);
        var alone = week is not null && await calls.HasLeft(known, cancel) ? change!.Kind : (CallChangeKind?)null; // What has not left may never come: then the whole is told.
        var file = (series.IsOn, alone) switch
        {
            (false, _) => files.CancelAll(calendar, Guest(coach), stored.ChangedAt),
            (_, CallChangeKind.Skipped) => files.CancelWeek(calendar, week!.Date, Guest(coach), stored.ChangedAt),
            (_, CallChangeKind.Moved or CallChangeKind.PutBack) => files.RequestWeek(calendar, week!.Date, Guest(coach), stored.ChangedAt),
            _ => files.Request(calendar, Guest(coach), stored.ChangedAt),
        };
        return Row(OfSeries + coach.Id, Update + FormattableString.Invariant($"{series.Sequence}"), coach, series, email, now).Inviting(file);
    }

    /// <summary>To who has left or wants no such email: the call goes from their calendar.</summary>
    public async Task<EmailRow> TakeOut(Coach coach, CallCalendar calendar, DateTimeOffset now, CancellationToken cancel)
    {
        var email = await renderer.Render<CallGoodbyeEmail>(CallGoodbyeEmail.Title, new() { [nameof(CallGoodbyeEmail.CoachName)] = coach.Name, [nameof(CallGoodbyeEmail.HasLeft)] = !coach.Active }, cancel);
        return Row(OfSeries + coach.Id, $"{Goodbye}-{Stamp(now)}", coach, calendar.Series, email, now).Inviting(files.CancelAll(calendar, Guest(coach), now)); // Later than any file of this SEQUENCE.
    }

    /// <summary>
    /// Nobody is invited to, or reminded of, a call that is off, has begun, or is at another time by now. A change is told though another has followed, whose file may say nothing of it, but not to who is out, or once all calls have ended;
    /// and who is in again is not taken out.
    /// </summary>
    public async Task<bool> IsStillWanted(EmailsDue due, CancellationToken cancel)
    {
        var isIn = !due.Key.StartsWith(OfSeries, StringComparison.Ordinal) || await calls.CalendarOf(due.Key[OfSeries.Length..], cancel) is not null;
        if (due.Batch.StartsWith(Goodbye, StringComparison.Ordinal))
            return !isIn;
        if (due.Batch.StartsWith(Update, StringComparison.Ordinal))
            return isIn && await calls.Series(cancel) is { } stored && (stored.Series.IsOn || due.Batch == Update + FormattableString.Invariant($"{stored.Series.Sequence}"));
        var date = DateOnly.ParseExact(due.Key[..CallRow.Text(default).Length], "O", CultureInfo.InvariantCulture);
        if (await calls.Get(date, cancel) is not { State: not CallState.Skipped } call || call.StartsAt <= clock.GetUtcNow())
            return false;
        return due.Batch == Invitation ? (await calls.Attendee(date, due.Key[(CallRow.Text(default).Length + 1)..], cancel))?.InvitedOf == call.StartsAt : due.Batch == ReminderOf(call);
    }

    /// <summary>A sent email changes nothing else.</summary>
    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);

    private CallLetter Letter(Coach coach, CallSeries series, LearningCall call) => new(series, call, coach.Name, coach.TimeZone, links.UrlOf(call.Date, coach.Id), library.UrlOf(coach.Id));

    private static EmailRow Row(string key, string batch, Coach coach, CallSeries series, RenderedEmail email, DateTimeOffset now) =>
        EmailRow.For(CallsTable.Partition, key, batch, Reader, [coach.Email], series.HostEmail, email, now);

    private static string ReminderOf(LearningCall call) => $"{Reminder}-{Stamp(call.StartsAt)}";

    private static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string KeyOf(DateOnly date, Coach coach) => $"{CallRow.Text(date)}-{coach.Id}";

    private static CallGuest Guest(Coach coach) => new(coach.Name, coach.Email);
}
