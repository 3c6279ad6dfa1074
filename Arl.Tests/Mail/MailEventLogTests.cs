using System.Text.Json;
using System.Text.Json.Nodes;
using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using CsCheck;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>What the events of a provider leave behind, on real storage.</summary>
public sealed class MailEventLogTests
{
    private const string CoachId = "ARL-7K3F-9QZ2_email_introduction-1_coach";
    private static readonly EmailAddress s_coach = EmailAddress.Parse("jo.reyes@learning-partners.example");
    private static readonly string[] s_kinds = ["processed", "deferred", "delivered", "bounce", "dropped", "spamreport", "unsubscribe"];

    [Fact]
    public async Task The_same_event_46_times_at_once_is_counted_once()
    {
        var letters = await Letters();
        await letters.Send();

        await Task.WhenAll(Enumerable.Range(0, 46).Select(_ => Hear(letters, Bounce())));

        Assert.Equal("HardBounce", Assert.Single(letters.Rows(TableNames.MailEvents)).GetString("News"));
        Assert.Equal(("Bounced", true, 1), (letters.Row("coach").Delivery, letters.Row("coach").Undeliverable, letters.TimesUndeliverable));
    }

    [Fact]
    public async Task Events_in_any_order_and_repeated_and_before_or_after_our_own_record_end_in_the_same_state()
    {
        await Gen.Select(Gen.Int[0, s_kinds.Length - 1].Array[1, 5], Gen.Int).SampleAsync(async (kinds, seed) =>
        {
            var events = kinds.Select((kind, n) => Event(s_kinds[kind], n, ("type", "bounce"), ("reason", s_kinds[kind] == "dropped" ? "Bounced Address" : "550 5.1.1 no"))).ToArray();
            var shuffled = events.Concat(events).ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (await Letters(), await Letters());

            await one.Send();
            await Hear(one, events);

            other.Mailer.AfterSending = mail => Task.Run(() => mail.Id == CoachId ? Hear(other, shuffled[..(shuffled.Length / 2)]) : Task.CompletedTask).GetAwaiter().GetResult();
            await other.Send();
            foreach (var late in shuffled[(shuffled.Length / 2)..])
                await Hear(other, late);

            Assert.Equal(State(one), State(other));
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task A_hard_bounce_suppresses_the_address_and_its_owner_is_told_once()
    {
        var letters = await Letters();
        await letters.Send();

        await Hear(letters, Bounce());
        await Hear(letters, Event("dropped", 2, ("reason", "Bounced Address")));

        Assert.Equal((SuppressionReason.HardBounce, 1), ((await letters.Suppressions.Get(s_coach, Cancel)).Stops(transactional: true), letters.TimesUndeliverable));
        Assert.Equal("HardBounce", letters.Requests.GetEntity<TableEntity>(OwedLetters.Partition, "told_coach", cancellationToken: Cancel).Value.GetString("What"));
        Assert.Equal(s_coach.Value, Assert.Single(letters.Rows(TableNames.Suppressions)).GetString("Address"));
        Assert.Equal(("Dropped", "Bounced Address"), (letters.Row("coach").Delivery, letters.Row("coach").DeliveryReason));
    }

    [Fact]
    public async Task What_the_owner_writes_and_what_the_row_says_are_written_together_or_not_at_all()
    {
        var letters = await Letters();
        await letters.Send();
        letters.Undeliverable = (_, _) => throw new InvalidOperationException("The owner's part is broken.");
        await Assert.ThrowsAnyAsync<Exception>(() => Hear(letters, Bounce()));
        Assert.Equal(("Queued", false), (letters.Row("coach").Delivery, letters.Row("coach").Undeliverable));

        letters.Undeliverable = (_, _) => EmailsDone.Nothing;
        await Hear(letters, Bounce());

        Assert.Equal(("Bounced", true), (letters.Row("coach").Delivery, letters.Row("coach").Undeliverable));
    }

    [Theory]
    [InlineData("bounce", "type", "blocked", "Bounced", null)]
    [InlineData("deferred", "response", "451 4.7.1 greylisted jo.reyes@learning-partners.example", "Deferred", null)]
    [InlineData("dropped", "reason", "Spam Content (if Spam Checker app is enabled)", "Dropped", null)]
    [InlineData("dropped", "reason", "Invalid", "Dropped", SuppressionReason.Invalid)]
    [InlineData("dropped", "reason", "Spam Reporting Address", "Dropped", SuppressionReason.SpamReport)]
    [InlineData("spamreport", "ip", "127.0.0.1", "Spam", SuppressionReason.SpamReport)]
    [InlineData("group_unsubscribe", "ip", "127.0.0.1", "Queued", SuppressionReason.Unsubscribed)]
    public async Task Each_kind_of_event_leaves_what_it_means(string kind, string field, string value, string delivery, SuppressionReason? suppressed)
    {
        var letters = await Letters();
        await letters.Send();

        await Hear(letters, Event(kind, 1, (field, value)));

        Assert.Equal((delivery, suppressed), (letters.Row("coach").Delivery, (await letters.Suppressions.Get(s_coach, Cancel)).Stops(transactional: false)));
    }

    [Theory]
    [InlineData("550 5.1.1 The email account jo.reyes@learning-partners.example does not exist", "5.1.1", "Invalid Address", "Invalid Address 550 5.1.1 (there is no such address)")]
    [InlineData("Requested action not taken", "4.2.2", "", "Requested action not taken 4.2.2")]
    [InlineData("jo.reyes@learning-partners.example is unknown", "", "<b>jo@x.example</b>", "")]
    [InlineData("unable to get mx info: failed to get IPs", "", "Unclassified", "Unclassified")]
    public async Task The_reason_that_is_kept_holds_codes_and_no_address(string sentence, string status, string classification, string kept)
    {
        var letters = await Letters();
        await letters.Send();

        await Hear(letters, Event("bounce", 1, ("type", "bounce"), ("reason", sentence), ("status", status), ("bounce_classification", classification)));

        Assert.Equal(kept, letters.Row("coach").DeliveryReason);
    }

    [Fact]
    public async Task A_bounce_of_a_mail_that_is_no_longer_kept_still_suppresses_its_address()
    {
        var letters = await Letters();

        await Hear(letters, SendGridWebhook.Event("bounce", OwedLetters.Due.Owner, "ARL-7K3F-9QZ2_email_gone_coach", Some.Moment, "1", s_coach.Value));
        await Hear(letters, SendGridWebhook.Event("processed", "nobody", "x", Some.Moment, "2"));

        Assert.Equal(SuppressionReason.HardBounce, (await letters.Suppressions.Get(s_coach, Cancel)).Stops(transactional: true));
        Assert.Null(Assert.Single(letters.Rows(TableNames.Suppressions)).GetString("Address")); // Who was erased does not come back with a late bounce.
        Assert.Equal(2, letters.Rows(TableNames.MailEvents).Count);
    }

    [Fact]
    public async Task An_old_event_that_comes_late_does_not_undo_what_staff_have_lifted_since()
    {
        var letters = await Letters();
        await Hear(letters, Bounce());
        letters.Clock.Advance(TimeSpan.FromHours(1));
        await letters.Suppressions.Lift(s_coach, Cancel);
        letters.Clock.Advance(TimeSpan.FromHours(1));

        await Hear(letters, Event("dropped", 2, ("reason", "Bounced Address")));

        Assert.Null((await letters.Suppressions.Get(s_coach, Cancel)).Stops(transactional: true));
    }

    [Fact]
    public async Task What_is_kept_of_events_names_nobody()
    {
        var letters = await Letters();

        await Hear(letters, Bounce());

        Assert.DoesNotContain("@", string.Join(' ', letters.Rows(TableNames.MailEvents).SelectMany(row => row.Select(column => column.Value).OfType<string>())), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<OwedLetters> Letters() => await OwedLetters.Owe(await TestStorage.New());

    private static JsonObject Bounce() => Event("bounce", 1, ("type", "bounce"), ("reason", "550 5.1.1 no such user"), ("status", "5.1.1"));

    private static JsonObject Event(string kind, int n, params (string, string)[] more) =>
        SendGridWebhook.Event(kind, OwedLetters.Due.Owner, CoachId, Some.Moment.AddSeconds(n), $"event-{kind}-{n}", s_coach.Value, more);

    private static Task Hear(OwedLetters letters, params JsonObject[] events) =>
        letters.Events.Hear(SendGridEvent.Read(JsonSerializer.SerializeToUtf8Bytes(events))!, Cancel);

    /// <summary>All that events can change.</summary>
    private static string State(OwedLetters letters)
    {
        var row = letters.Row("coach");
        var events = letters.Rows(TableNames.MailEvents).Select(one => $"{one.RowKey} {one["News"]} {one["At"]}");
        var suppressed = letters.Rows(TableNames.Suppressions).Select(one => string.Join(' ', one.Where(column => column.Key is not ("odata.etag" or "Timestamp")).OrderBy(column => column.Key, StringComparer.Ordinal)));
        return string.Join('\n', [$"{row.State} {row.Delivery} {row.DeliveryAt} {row.DeliveryReason} {row.Undeliverable} {letters.TimesUndeliverable} {letters.OutboxRow is null}", .. events, .. suppressed]);
    }
}
