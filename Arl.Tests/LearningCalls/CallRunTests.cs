using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Xunit;
using static Arl.Tests.LearningCalls.InvitedNetwork;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>Who gets what about the calls, and when.</summary>
public sealed class CallRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_Friday_at_nine_by_the_clocks_of_the_call_coaches_are_invited_each_when_their_own_day_has_begun()
    {
        await using var calls = await Start();

        await calls.At("2026-11-27T13:59Z");
        Assert.Empty(calls.Sent);
        await calls.At("2026-11-27T15:00Z"); // 8 in Denver, 5 in Honolulu
        Assert.Equal([Jo.Email], calls.Sent.Select(mail => mail.To.Single()));
        await calls.At("2026-11-27T18:00Z"); // 8 in Honolulu
        await calls.At("2026-11-27T18:05Z");

        Assert.Equal([Jo.Email, Ana.Email], calls.Sent.Select(mail => mail.To.Single()));
        var mail = calls.Sent[0];
        Assert.Equal("Learning call on Tuesday, December 1, 1:00 PM Mountain Time", mail.Subject);
        Assert.Equal("Learning call on Tuesday, December 1, 10:00 AM Hawaii Time", calls.Sent[1].Subject);
        Assert.Equal((Series.HostEmail, "REQUEST"), (mail.ReplyTo, mail.Attachments.Single().CalendarMethod));
        Assert.NotNull(mail.Unsubscribe);
        Assert.Contains(calls.Network.Get<CallLinks>().UrlOf(Week, Jo.Id) + "?answer=yes", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reminder_comes_a_day_before_to_who_has_not_said_no_and_not_at_night()
    {
        await using var calls = await Start(series: null, Jo, Ana, Jo with { Id = "coach-3", Email = Domain.EmailAddress.Parse("no@learning-partners.example") });
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Answer(Week, Jo.Id, CallAnswer.Yes, Cancel);
        await calls.Calls.Answer(Week, "coach-3", CallAnswer.No, Cancel);
        var invited = calls.Sent.Count;

        await calls.At("2026-11-30T19:55Z");
        Assert.Equal(invited, calls.Sent.Count);
        await calls.At("2026-11-30T20:00Z");
        await calls.At("2026-11-30T20:05Z");
        await calls.At("2026-12-01T20:05Z");

        var reminders = calls.Sent.Skip(invited).ToList();
        Assert.Equal([Jo.Email, Ana.Email], reminders.Select(mail => mail.To.Single()));
        Assert.Equal("Reminder: learning call on Tuesday, December 1, 1:00 PM Mountain Time", reminders[0].Subject);
        Assert.Contains("You said that you will come", reminders[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You said", reminders[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_early_on_a_Monday_reminds_on_Friday()
    {
        await using var calls = await Start(Series with { Weekday = DayOfWeek.Monday, Time = new(9, 0), FirstDate = new(2026, 11, 30) }, Jo); // 7 in Denver
        await calls.At("2026-11-27T16:00Z");

        await calls.At("2026-11-28T00:05Z"); // Friday, five past five
        await calls.At("2026-11-29T14:05Z");

        Assert.Equal(["Learning call on Monday, November 30, 7:00 AM Mountain Time", "Reminder: learning call on Monday, November 30, 7:00 AM Mountain Time"], calls.Sent.Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Paused_coaches_come_too_and_not_who_left_unsubscribed_or_cannot_be_reached()
    {
        await using var calls = await Start(series: null, Jo, Ana with { TimeZone = "America/Denver" }, Jo with { Id = "left", Active = false, Email = Domain.EmailAddress.Parse("left@x.example") },
            Jo with { Id = "wants-none", Email = Domain.EmailAddress.Parse("none@x.example") }, Jo with { Id = "bounces", Email = Domain.EmailAddress.Parse("bounces@x.example") });
        await calls.Network.Coaches.Pause(Ana.Id, new DateOnly(2027, 3, 1), Cancel);
        var suppressions = calls.Network.Get<SuppressionList>();
        await suppressions.Unsubscribe(SuppressionList.KeyOf(Domain.EmailAddress.Parse("none@x.example")), null, Cancel);
        await suppressions.Hear(Domain.EmailAddress.Parse("bounces@x.example"), Domain.SuppressionReason.HardBounce, calls.Network.Clock.GetUtcNow(), Cancel);

        await calls.At("2026-11-27T16:00Z");

        Assert.Equal([Jo.Email, Ana.Email], calls.Sent.Select(mail => mail.To.Single()));
    }

    [Fact]
    public async Task A_coach_who_joins_later_is_invited_until_the_call_begins()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        await calls.Network.Coaches.Import([Ana], Cancel);

        await calls.At("2026-11-30T21:00Z"); // less than a day before, so there is no reminder as well
        await calls.At("2026-12-01T20:00Z");

        Assert.Single(calls.Sent, mail => mail.To.Contains(Ana.Email));
    }

    [Fact]
    public async Task A_skipped_week_is_canceled_in_the_calendars_of_who_was_invited_and_what_follows_is_told_as_it_is_then()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.Change(new(CallChangeKind.Skipped, new(2026, 12, 8)), new(new(2026, 12, 8), null));
        await calls.At("2026-11-27T14:00Z");
        Assert.Empty(calls.Sent); // Nobody had been invited, so nobody is told.
        await calls.At("2026-11-27T16:00Z");
        await calls.Change(new(CallChangeKind.Skipped, Week), new(Week, null));
        await calls.Tick();
        await calls.Tick();

        var mails = await calls.MailsTo(Jo);
        Assert.Equal(["Learning call on Tuesday, December 1, 1:00 PM Mountain Time", "No learning call on Tuesday, December 1"], mails.Select(mail => mail.Subject));
        Assert.Equal(["2026-12-01T20:00:00Z", "2026-12-15T20:00:00Z"], mails[0].File!.Occurrences.Take(2).Select(one => one.Start));
        Assert.Equal(("CANCEL", "2026-12-01T20:00:00Z", 2), (mails[1].File!.Method, mails[1].File!.Entries[0].RecurrenceId, mails[1].File!.Entries[0].Sequence));
        await calls.At("2026-11-30T20:00Z");
        Assert.Equal(2, calls.Sent.Count); // There is nothing to remind of.
    }

    [Fact]
    public async Task Two_changes_before_the_next_look_are_one_email_with_the_whole_series()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");

        await calls.Change(new(CallChangeKind.Skipped, new(2026, 12, 8)), new(new(2026, 12, 8), null));
        await calls.Change(new(CallChangeKind.Moved, Week), new(Week, new DateTime(2026, 12, 3, 9, 30, 0)));
        await calls.Tick();

        var (subject, file) = Assert.Single((await calls.MailsTo(Jo)).Skip(1));
        Assert.Equal(("The weekly learning call has changed", "REQUEST"), (subject, file!.Method));
        Assert.Equal(["2026-12-03T14:30:00Z", "2026-12-15T20:00:00Z"], file.Occurrences.Take(2).Select(one => one.Start));
        Assert.All(file.Entries, entry => Assert.Equal((2, Series.Uid), (entry.Sequence, entry.Uid)));
    }

    [Fact]
    public async Task When_the_series_ends_so_does_the_entry_and_set_again_it_is_the_same_one()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");

        await calls.Change(new(CallChangeKind.Stopped), with: series => series.Stop());
        await calls.Tick();
        await calls.At("2026-12-04T16:00Z");
        await calls.Change(new(CallChangeKind.Set), with: series => series.Change(CallFacts.Of(series) with { Weekday = DayOfWeek.Thursday }, SomeCalls.At("2026-12-04T16:00Z"), held: null));
        await calls.Tick();

        var mails = await calls.MailsTo(Jo);
        Assert.Equal(["The weekly learning calls have ended", "Learning call on Thursday, December 10, 1:00 PM Mountain Time"], mails.Skip(1).Select(mail => mail.Subject));
        Assert.Equal(["CANCEL", "REQUEST"], mails.Skip(1).Select(mail => mail.File!.Method));
        Assert.Equal([(0, Series.Uid), (1, Series.Uid), (2, Series.Uid)], mails.Select(mail => (mail.File!.Entries[0].Sequence, mail.File.Entries[0].Uid)));
    }

    [Fact]
    public async Task An_invitation_that_could_not_leave_before_its_call_was_skipped_never_does()
    {
        await using var calls = await Start(series: null, Jo);
        calls.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("busy");
        await calls.At("2026-11-27T16:00Z");
        await calls.Change(new(CallChangeKind.Skipped, Week), new(Week, null));
        calls.Network.Mailer.Outcome = _ => new MailOutcome.Accepted("fake");

        calls.Network.Clock.Advance(TimeSpan.FromMinutes(5));
        await calls.Network.Get<Arl.Functions.Storage.Outbox>().Sweep(Cancel);
        await calls.Tick();

        Assert.Equal(["No learning call on Tuesday, December 1"], calls.Sent.Select(mail => mail.Subject));
    }

    [Fact]
    public async Task Two_looks_beside_each_other_write_each_coach_once()
    {
        await using var calls = await Start();
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-11-27T18:00Z"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => calls.Network.Get<CallRun>().All(Cancel)));
        await calls.Network.Settle();
        await calls.Tick();

        Assert.Equal([Jo.Email.Value, Ana.Email.Value], calls.Sent.Select(mail => mail.To.Single().Value).OrderDescending(StringComparer.Ordinal));
    }
}
