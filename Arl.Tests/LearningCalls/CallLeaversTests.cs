using System.Text;
using Arl.Domain.Coaches;
using Arl.Domain.LearningCalls;
using Arl.Functions.LearningCalls;
using Arl.Functions.Mail;
using Arl.Functions.Privacy;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;
using static Arl.Tests.LearningCalls.InvitedNetwork;
using static Arl.Tests.LearningCalls.SomeCalls;

namespace Arl.Tests.LearningCalls;

/// <summary>Who leaves, wants no emails, is erased or asks what is kept of them.</summary>
public sealed class CallLeaversTests
{
    private const string Goodbye = "The weekly learning call leaves your calendar";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_calendar_of_who_leaves_or_unsubscribes_the_call_is_taken_once()
    {
        await using var calls = await Start();
        await calls.At("2026-11-27T18:00Z");
        await calls.Network.Coaches.Import([Jo with { Active = false }, Ana], Cancel);
        await calls.Network.Get<SuppressionList>().Unsubscribe(SuppressionList.KeyOf(Ana.Email), null, Cancel);

        await calls.Tick();
        await calls.Tick();

        foreach (var coach in new[] { Jo, Ana })
        {
            var (subject, file) = Assert.Single((await calls.MailsTo(coach)).Skip(1));
            var entry = Assert.Single(file!.Entries);
            Assert.Equal((Goodbye, "CANCEL", "CANCELLED", Series.Uid, 0, null), (subject, file.Method, entry.Status, entry.Uid, entry.Sequence, entry.RecurrenceId));
            Assert.Equal("2026-11-27T18:00:00Z", entry.Stamp); // Later than the series' last change.
        }
        Assert.Empty(await calls.Calls.Calendars(Cancel));
    }

    [Fact]
    public async Task Who_comes_back_has_the_call_again_and_a_goodbye_that_was_late_stays_unsent()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        await calls.Network.Coaches.Import([Jo with { Active = false }], Cancel);
        calls.Network.Mailer.Outcome = _ => new MailOutcome.NotNow("busy");
        await calls.Tick();
        await calls.Network.Coaches.Import([Jo], Cancel);

        calls.Network.Mailer.Outcome = _ => new MailOutcome.Accepted("fake");
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2026-12-04T16:00Z"));
        await calls.Network.Get<CallRun>().All(Cancel);
        await calls.Network.Get<Outbox>().Sweep(Cancel);
        await calls.Network.Settle();

        var mails = await calls.MailsTo(Jo);
        Assert.Equal(["REQUEST", "REQUEST"], mails.Select(mail => mail.File!.Method));
        Assert.Equal("2026-12-04T16:00:00Z", mails[1].File!.Entries[0].Stamp);
    }

    [Fact]
    public async Task Of_who_can_get_no_mail_the_calendar_is_forgotten_and_nothing_is_sent()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        await calls.Network.Get<SuppressionList>().Hear(Jo.Email, Domain.SuppressionReason.HardBounce, calls.Network.Clock.GetUtcNow(), Cancel);

        await calls.Tick();

        Assert.Single(calls.Sent);
        Assert.Empty(await calls.Calls.Calendars(Cancel));
    }

    [Fact]
    public async Task Nobody_is_erased_while_the_call_stands_in_their_calendar_and_then_no_email_names_them()
    {
        await using var calls = await Start();
        await calls.At("2026-11-27T18:00Z");
        await calls.Network.Coaches.Import([Jo with { Active = false }, Ana], Cancel);
        var erasure = calls.Network.Get<CoachErasure>();

        Assert.Equal(Erased.StillOwed, await erasure.Erase(Jo.Id, endedBefore: null, Cancel));
        await calls.Tick();
        Assert.Equal(Erased.Done, await erasure.Erase(Jo.Id, endedBefore: null, Cancel));

        Assert.Equal(Goodbye, (await calls.MailsTo(Jo))[^1].Subject);
        var left = await Everything(calls.Network);
        Assert.DoesNotContain(Jo.Email.Value, left, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Ana.Email.Value, left, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task After_two_years_no_email_about_the_calls_says_anything_and_the_newer_ones_do()
    {
        await using var calls = await Start(series: null, Jo);
        await calls.At("2026-11-27T16:00Z");
        await calls.Change(new(CallChangeKind.Skipped, new(2026, 12, 8)), new(new(2026, 12, 8), null));
        await calls.Tick();
        calls.Network.Clock.SetUtcNow(SomeCalls.At("2028-10-27T15:00Z"));
        await calls.Tick();
        var newer = calls.Sent.Count - 2;

        calls.Network.Clock.SetUtcNow(SomeCalls.At("2028-11-30T15:00Z"));
        await calls.Network.Get<Retention>().Run(Cancel);

        var emails = await calls.Network.Storage.Table(TableNames.LearningCalls).QueryAsync<EmailRow>(cancellationToken: Cancel).Where(row => row.RowKey.Contains("_email_", StringComparison.Ordinal) && row.Subject.Length > 0).ToListAsync(Cancel);
        Assert.Equal((2, newer), (emails.Count(email => email.To.Length == 0 && email.Text.Length == 0), emails.Count(email => email.To.Length > 0)));
    }

    [Fact]
    public async Task What_a_coach_was_invited_to_answered_and_came_to_is_in_the_file_for_them()
    {
        await using var calls = await Start();
        await calls.At("2026-11-27T18:00Z");
        await calls.Calls.Answer(Week, Jo.Id, CallAnswer.Maybe, Cancel);
        await calls.Calls.Came(Week, Jo.Id, came: true, Cancel);

        var person = await calls.Network.Get<PersonSearch>().Find(Jo.Email, Cancel);

        var (date, said) = Assert.Single(person.Calls);
        Assert.Equal((Week, SomeCalls.At("2026-11-27T18:00Z"), CallAnswer.Maybe, true), (date, said.InvitedAt, said.Answer, said.Came));
        Assert.Contains("\"call\": \"2026-12-01\"", Encoding.UTF8.GetString(PersonFile.Write(person, Some.Moment)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hosts_the_calls_is_found_and_not_erased_before_another_host_is_named()
    {
        await using var calls = await Start(series: null, Jo, Jo with { Id = "robin", Name = "Robin Vale", Email = Series.HostEmail, Active = false });

        var host = await calls.Network.Get<PersonSearch>().Find(Series.HostEmail, Cancel);
        Assert.Contains(await calls.Network.Get<PersonErasure>().Obstacles(host, Cancel), words => words.Contains("Name another host first", StringComparison.Ordinal));
        Assert.Equal(Erased.StillOpen, await calls.Network.Get<CoachErasure>().Erase("robin", endedBefore: null, Cancel));
        await calls.Change(new(CallChangeKind.Changed), with: series => series.Change(CallFacts.Of(series) with { HostName = Jo.Name, HostEmail = Jo.Email }, calls.Network.Clock.GetUtcNow(), held: null));

        Assert.Equal(Erased.Done, await calls.Network.Get<CoachErasure>().Erase("robin", endedBefore: null, Cancel));
        Assert.True((await calls.Network.Get<PersonSearch>().Find(Series.HostEmail, Cancel)).IsNobody);
        Assert.True((await calls.Network.Get<PersonSearch>().Find(Jo.Email, Cancel)).HostsCalls);
    }

    private static async Task<string> Everything(TestNetwork network) =>
        string.Join('\n', (await network.Storage.Table(TableNames.LearningCalls).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel)).SelectMany(row => row.Select(column => column.Value)).OfType<string>());
}
