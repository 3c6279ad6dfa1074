using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Pages.Emails;
using Arl.Pages.LearningCalls;

namespace Arl.Functions.LearningCalls;

/// <summary>The emails about the calls, each to one coach and a batch of its own: <c>{date}-{coachId}_email_call-invitation_coach</c>, <c>…_call-reminder_…</c>, and <c>series-{coachId}_email_call-update-{sequence}_coach</c>.</summary>
public sealed class CallEmails(EmailRenderer renderer, CallFile files, CallLinks links, LibraryLinks library, CallsTable calls, TimeProvider clock) : IEmailOwner
{
    public const string Invitation = "call-invitation";
    public const string Reminder = "call-reminder";
    private const string Update = "call-update-";
    internal const string OfSeries = "series-";
    private const string Reader = "coach";
    private const int MostNext = 4;

    public string Name => "learning-call";

    public string Table => TableNames.LearningCalls;

    public string PartitionOf(string key) => CallsTable.Partition;

    public async Task<EmailRow> Invite(Coach coach, CallCalendar calendar, LearningCall call, DateTimeOffset now, CancellationToken cancel)
    {
        var letter = Letter(coach, calendar.Series, call);
        var email = await renderer.Render<CallInvitationEmail>($"Learning call on {letter.When}", new() { [nameof(CallInvitationEmail.Letter)] = letter }, cancel);
        return Row(KeyOf(call.Date, coach), Invitation, coach, calendar.Series, email, now).Inviting(files.Request(calendar, Guest(coach), now));
    }

    public async Task<EmailRow> Remind(Coach coach, CallSeries series, LearningCall call, CallAnswer? answer, Agenda agenda, DateTimeOffset now, CancellationToken cancel)
    {
        var letter = Letter(coach, series, call);
        var email = await renderer.Render<CallReminderEmail>($"Reminder: learning call on {letter.When}", new() { [nameof(CallReminderEmail.Letter)] = letter, [nameof(CallReminderEmail.Answer)] = answer, [nameof(CallReminderEmail.Agenda)] = agenda }, cancel);
        return Row(KeyOf(call.Date, coach), Reminder, coach, series, email, now);
    }

    /// <param name="known">The state of the series that the coach's calendar has.</param>
    public async Task<EmailRow> Change(Coach coach, CallCalendar calendar, CallChange last, int known, DateTimeOffset now, CancellationToken cancel)
    {
        var series = calendar.Series;
        var change = known == series.Sequence - 1 ? last : null; // Else it missed more than the last one.
        var week = change?.Date is { } date ? calendar.Of(date) : null;
        var email = await renderer.Render<CallUpdateEmail>(CallUpdateEmail.TitleOf(series, change, week, coach.TimeZone), new()
        {
            [nameof(CallUpdateEmail.CoachName)] = coach.Name,
            [nameof(CallUpdateEmail.CoachZone)] = TimeZoneInfo.FindSystemTimeZoneById(coach.TimeZone),
            [nameof(CallUpdateEmail.Series)] = series,
            [nameof(CallUpdateEmail.Change)] = change,
            [nameof(CallUpdateEmail.Week)] = week,
            [nameof(CallUpdateEmail.Next)] = calendar.Next(now).Take(MostNext).ToList(),
        }, cancel);
        var file = !series.IsOn ? files.CancelAll(calendar, Guest(coach), now)
            : change is { Kind: CallChangeKind.Skipped, Date: { } skipped } && week is not null ? files.CancelWeek(calendar, skipped, Guest(coach), now)
            : files.Request(calendar, Guest(coach), now);
        return Row(OfSeries + coach.Id, Update + FormattableString.Invariant($"{series.Sequence}"), coach, series, email, now).Inviting(file);
    }

    /// <summary>What is owed with an email.</summary>
    public EmailsDue Due(EmailRow email)
    {
        var (key, rest) = (email.RowKey[..email.RowKey.IndexOf("_email_", StringComparison.Ordinal)], email.RowKey[(email.RowKey.IndexOf("_email_", StringComparison.Ordinal) + "_email_".Length)..]);
        return new(Name, key, rest[..rest.LastIndexOf('_')]);
    }

    /// <summary>Nobody is invited to, or reminded of, a call that is off or has begun, and of two changes the later is told.</summary>
    public async Task<bool> IsStillWanted(EmailsDue due, CancellationToken cancel)
    {
        if (due.Batch.StartsWith(Update, StringComparison.Ordinal))
            return await calls.Series(cancel) is { } stored && due.Batch == Update + FormattableString.Invariant($"{stored.Series.Sequence}");
        var date = DateOnly.ParseExact(due.Key[..CallRow.Text(default).Length], "O", System.Globalization.CultureInfo.InvariantCulture);
        return await calls.Get(date, cancel) is { State: not CallState.Skipped } call && clock.GetUtcNow() < call.StartsAt;
    }

    /// <summary>A sent email changes nothing else.</summary>
    public Task<EmailsDone> WhenDone(EmailsDue due, IReadOnlyList<EmailRow> emails, DateTimeOffset now, CancellationToken cancel) => Task.FromResult(EmailsDone.Nothing);

    private CallLetter Letter(Coach coach, CallSeries series, LearningCall call) => new(series, call, coach.Name, coach.TimeZone, links.UrlOf(call.Date, coach.Id), library.UrlOf(coach.Id));

    private static EmailRow Row(string key, string batch, Coach coach, CallSeries series, RenderedEmail email, DateTimeOffset now) =>
        EmailRow.For(CallsTable.Partition, key, batch, Reader, [coach.Email], series.HostEmail, email, now);

    private static string KeyOf(DateOnly date, Coach coach) => $"{CallRow.Text(date)}-{coach.Id}";

    private static CallGuest Guest(Coach coach) => new(coach.Name, coach.Email);
}
