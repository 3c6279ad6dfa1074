using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.InvitedNetwork;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>A week that is moved, or put back, after coaches were invited to it; and emails that leave late.</summary>
public sealed class CallMovesTests
{
    private const string ByRhythm = "2026-12-01T20:00:00Z";

    private static readonly CallChange s_moves = new(CallChangeKind.Moved, Week);
    private static readonly CallChange s_putBack = new(CallChangeKind.PutBack, Week);
    private static readonly CallException s_asUsual = new(Week, null) { IsPutBack = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_move_coaches_are_asked_anew_and_reminded_of_the_new_time()
    {
        await using var calls = await Reminded();
        await calls.Calls.Answer(Week, Jo.Id, CallAnswer.Yes, Cancel);

        await calls.Change(s_moves, To("2026-12-04T15:00"));
        await calls.Tick();
        await calls.Tick();

        Assert.Null((await calls.Calls.Attendee(Week, Jo.Id, Cancel))!.Answer);
        Assert.Null(Assert.Single(await calls.Calls.Attendees(Week, Cancel)).Answer);
        Assert.Equal("A learning call moves to Friday, December 4, 1:00 PM Mountain Time", calls.Sent[^1].Subject);
        Assert.Contains(calls.Network.Get<CallLinks>().UrlOf(Week, Jo.Id) + "?answer=yes", calls.Sent[^1].Text, StringComparison.Ordinal);
        await calls.Calls.Answer(Week, Jo.Id, CallAnswer.Maybe, Cancel);
        Assert.Equal(CallAnswer.Maybe, (await calls.Calls.Attendee(Week, Jo.Id, Cancel))!.Answer);
        await calls.At("2026-12-03T20:00Z");
        await calls.At("2026-12-03T20:05Z");
        Assert.Equal("Reminder: learning call on Friday, December 4, 1:00 PM Mountain Time", Assert.Single(calls.Sent.Skip(3)).Subject);
    }

    [Fact]
    public async Task Moved_and_put_back_to_the_time_that_they_were_reminded_of_their_answer_counts_and_no_second_reminder_comes()
    {
        await using var calls = await Reminded();
        await calls.Calls.Answer(Week, Jo.Id, CallAnswer.Yes, Cancel);
        await calls.Change(s_moves, To("2026-12-02T15:00"));
        await calls.Tick();
        await calls.At("2026-12-01T15:00Z");

        await calls.Change(s_putBack, s_asUsual);
        await calls.Tick();
        await calls.Tick();

        Assert.Equal(CallAnswer.Yes, (await calls.Calls.Attendee(Week, Jo.Id, Cancel))!.Answer);
        Assert.Single(calls.Sent, mail => mail.Subject.StartsWith("Reminder", StringComparison.Ordinal));
        Assert.Equal((await calls.Calls.Get(Week, Cancel))!.StartsAt, (await calls.Calls.Attendee(Week, Jo.Id, Cancel))!.RemindedOf);
    }

    [Fact]
    public async Task Of_a_week_weeks_ahead_nobody_is_asked_yet()
    {
        await using var calls = await Reminded();

        await calls.Change(new(CallChangeKind.Moved, new(2026, 12, 22)), new(new(2026, 12, 22), new DateTime(2026, 12, 23, 15, 0, 0)));
        await calls.Tick();

        Assert.Contains("December 23", calls.Sent[^1].Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("?answer=", calls.Sent[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_that_is_moved_or_put_back_is_asked_for_by_the_time_of_its_rhythm_and_later_files_name_it_too()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");

        await calls.Change(s_moves, To("2026-12-03T09:30"));
        await calls.Tick();
        await calls.Change(new(CallChangeKind.Skipped, Week), new(Week, null));
        await calls.Tick();
        await calls.Change(s_putBack, s_asUsual);
        await calls.Tick();
        await calls.At("2026-12-04T16:00Z");

        var files = (await calls.MailsTo(Jo)).Where(mail => mail.File is not null).Select(mail => mail.File!).Skip(1).ToList();
        Assert.Equal(
            [("REQUEST", ByRhythm, "2026-12-03T14:30:00Z", 1), ("CANCEL", ByRhythm, ByRhythm, 2), ("REQUEST", ByRhythm, ByRhythm, 3)],
            files.Take(3).Select(file => (file.Method!, Assert.Single(file.Entries).RecurrenceId!, file.Entries[0].Start, file.Entries[0].Sequence)));
        Assert.Equal([null, ByRhythm], files[3].Entries.Select(entry => entry.RecurrenceId));
        Assert.Equal([ByRhythm, "2026-12-08T20:00:00Z"], files[3].Occurrences.Take(2).Select(one => one.Start));
    }

    [Fact]
    public async Task The_file_of_each_Friday_is_the_same_file_while_nothing_changes()
    {
        await using var calls = await Start(series: null, Jo);

        await calls.At("2026-11-27T16:00Z");
        await calls.At("2026-12-04T16:00Z");
        await calls.At("2026-12-11T16:00Z");

        var mails = (await calls.MailsTo(Jo)).Where(mail => mail.File is not null).ToList();
        Assert.Equal(["2026-11-27T16:00:00Z", "2026-11-25T15:00:00Z", "2026-11-25T15:00:00Z"], mails.Select(mail => mail.File!.Entries[0].Stamp));
        var files = calls.Sent.Where(mail => mail.Attachments.Count > 0).Select(mail => mail.Attachments.Single().Content.ToString()).ToList();
        Assert.Equal(files[1], files[2]);
    }

    [Fact]
    public async Task Where_one_change_could_not_leave_before_the_next_was_made_the_calendar_hears_of_both()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        calls.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("busy");
        await calls.Change(s_moves, To("2026-12-03T09:30"));
        await calls.Tick();
        await calls.Change(new(CallChangeKind.Skipped, new(2026, 12, 8)), new(new(2026, 12, 8), null));
        calls.Network.Mailer.Outcome = _ => new MailOutcome.Accepted("fake");

        await calls.Network.Get<CallRun>().All(Cancel);
        await Sweep(calls);

        var mails = (await calls.MailsTo(Jo)).Skip(1).ToList();
        Assert.Equal(["A learning call moves to Thursday, December 3, 7:30 AM Mountain Time", "No learning call on Tuesday, December 8"], mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(["2026-12-03T14:30:00Z", "2026-12-15T20:00:00Z"], mails.Single(mail => mail.Subject.StartsWith("No", StringComparison.Ordinal)).File!.Occurrences.Take(2).Select(one => one.Start));
    }

    [Fact]
    public async Task An_email_whose_first_try_is_late_does_not_leave_once_the_call_has_begun_or_is_at_another_time()
    {
        await using var calls = await Start(series: null, Jo, Ana with { TimeZone = "America/Denver" });
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-27T16:00Z"));
        await calls.Network.Get<CallRun>().All(Cancel); // Nobody is there to send.
        await calls.Change(s_moves, To("2026-12-03T09:30"));
        calls.Network.Clock.Advance(TimeSpan.FromMinutes(5));

        await calls.Tick();
        await Sweep(calls);

        Assert.All(calls.Sent, mail => Assert.StartsWith("A learning call moves", mail.Subject, StringComparison.Ordinal));
        Assert.Equal("2026-12-03T14:30:00Z", Assert.Single(await calls.MailsTo(Jo)).File!.Occurrences[0].Start); // The whole series: they had nothing.
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-12-02T18:00Z"));
        await calls.Network.Get<CallRun>().All(Cancel); // Reminders.
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-12-03T14:31Z"));
        await Sweep(calls);
        Assert.Equal(2, calls.Sent.Count);
    }

    [Fact]
    public async Task One_coach_whose_time_zone_nobody_knows_keeps_no_other_from_the_call()
    {
        await using var calls = await Start(series: null, Jo with { TimeZone = "Mars/Olympus" }, Ana);

        await Assert.ThrowsAsync<AggregateException>(() => calls.At("2026-11-27T18:00Z"));

        Assert.Equal([Ana.Id], (await calls.Calls.Attendees(Week, Cancel)).Select(one => one.CoachId));
    }

    [Fact]
    public async Task Who_is_invited_to_two_calls_at_once_is_invited_at_one_look()
    {
        await using var calls = await Start(Series with { Weekday = DayOfWeek.Friday, FirstDate = new(2026, 11, 27) }, Jo);

        await calls.At("2026-11-27T17:00Z");

        Assert.Equal(["Learning call on Friday, November 27, 1:00 PM Mountain Time", "Learning call on Friday, December 4, 1:00 PM Mountain Time"], calls.Sent.Select(mail => mail.Subject).OrderDescending(StringComparer.Ordinal));
    }

    /// <summary>Jo was invited on Friday and reminded on Monday, a day before.</summary>
    private async Task<InvitedNetwork> Reminded()
    {
        var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        await calls.At("2026-11-30T20:00Z");
        Assert.Equal(2, calls.Sent.Count);
        return calls;
    }

    private static CallException To(string local) => new(Week, DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static async Task Sweep(InvitedNetwork calls)
    {
        calls.Network.Clock.Advance(TimeSpan.FromMinutes(5));
        await calls.Network.Get<Outbox>().Sweep(Cancel);
        await calls.Network.Settle();
    }
}
