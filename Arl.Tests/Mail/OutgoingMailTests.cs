using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using CsCheck;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Arl.Tests.Mail;

public sealed class OutgoingMailTests
{
    private const string Coach = "ARL-7K3F-9QZ2_email_introduction-1_coach";
    private const string School = "ARL-7K3F-9QZ2_email_introduction-1_school";

    private async Task<OwedLetters> Letters() => await OwedLetters.Owe(await TestStorage.New());

    [Fact]
    public async Task Each_email_of_a_batch_is_sent_once_and_what_was_owed_is_done()
    {
        var letters = await Letters();

        await letters.Send();
        await letters.Send();

        Assert.Equal([Coach, School], letters.SentIds);
        Assert.Equal("Sent Sent", letters.States);
        Assert.Equal((Some.Moment, "fake", 1), (letters.Row("coach").SentAt, letters.Row("coach").ProviderId, letters.Row("coach").Tries));
        Assert.Null(letters.OutboxRow);
        Assert.Equal(1, letters.TimesDone);
    }

    [Fact]
    public async Task A_mail_carries_what_its_row_says()
    {
        var letters = await Letters();

        await letters.Send();

        var mail = letters.Mailer.Sent.Single(mail => mail.Id == Coach);
        Assert.Equal(("jo.reyes@learning-partners.example", "ana.lucero@mesaschools.example"), (Assert.Single(mail.To).Value, mail.ReplyTo?.Value));
        Assert.Equal(("Hello", "<p>Hello</p>", "Hello"), (mail.Subject, mail.Html, mail.Text));
    }

    [Fact]
    public async Task The_whole_batch_is_claimed_before_its_first_email_leaves()
    {
        var letters = await Letters();
        var states = new System.Collections.Concurrent.ConcurrentBag<string>();
        letters.Mailer.Outcome = _ =>
        {
            states.Add(letters.States);
            return new MailOutcome.Accepted(null);
        };

        await letters.Send();

        Assert.Equal(["Claimed Claimed", "Claimed Claimed"], states);
    }

    [Fact]
    public async Task Messages_that_arrive_at_once_send_each_email_once()
    {
        var letters = await Letters();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => letters.Send()));

        Assert.Equal([Coach, School], letters.SentIds);
        Assert.Null(letters.OutboxRow);
    }

    [Fact]
    public async Task After_a_crash_between_the_providers_yes_and_our_record_a_mail_is_sent_again_after_30_seconds_under_the_same_id_and_we_say_so()
    {
        var letters = await Letters();
        letters.Mailer.AfterSending = mail => { if (mail.Id == Coach) throw new InvalidOperationException("We died here."); };
        await Assert.ThrowsAsync<AggregateException>(() => letters.Send());
        letters.Mailer.AfterSending = null;

        letters.Clock.Advance(TimeSpan.FromSeconds(29.9));
        await letters.Send();
        Assert.Equal([Coach, School], letters.SentIds);
        Assert.NotNull(letters.OutboxRow);

        letters.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await letters.Send();
        Assert.Equal([Coach, Coach, School], letters.SentIds);
        Assert.Null(letters.OutboxRow);
        Assert.Contains(letters.Logs.Lines, line => line.StartsWith(nameof(LogLevel.Warning), StringComparison.Ordinal) && line.Contains(Coach, StringComparison.Ordinal) && line.Contains("again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_that_cannot_leave_now_is_due_again_and_its_message_comes_back_when_the_provider_said()
    {
        var letters = await Letters();
        letters.Mailer.Outcome = mail => mail.Id == School ? new MailOutcome.NotNow("429", TimeSpan.FromMinutes(7)) : new MailOutcome.Accepted(null);

        await letters.Send();

        Assert.Equal("Sent Due", letters.States);
        Assert.Equal("429", letters.Row("school").LastProblem);
        Assert.Equal(Some.Moment.AddMinutes(7), letters.OutboxRow!.GetDateTimeOffset("NextAt"));
        Assert.Equal(0, letters.TimesDone);

        letters.Mailer.Outcome = _ => new MailOutcome.Accepted(null);
        await letters.Send();

        Assert.Equal([Coach, School], letters.SentIds);
        Assert.Null(letters.OutboxRow);
    }

    [Fact]
    public async Task A_refused_mail_is_not_tried_again_and_the_batch_is_done_with_it()
    {
        var letters = await Letters();
        letters.Mailer.Outcome = mail => mail.Id == Coach ? new MailOutcome.Refused("550") : new MailOutcome.Accepted(null);
        var told = "";
        letters.Done = emails => { told = string.Join(' ', emails.Select(email => email.State)); return Task.FromResult(EmailsDone.Nothing); };

        await letters.Send();
        letters.Clock.Advance(TimeSpan.FromDays(1));
        await letters.Send();

        Assert.Equal("Refused Sent", letters.States);
        Assert.Equal(("Refused Sent", 1), (told, letters.TimesDone));
        Assert.Equal(("550", 1), (letters.Row("coach").LastProblem, letters.Row("coach").Tries));
        Assert.Null(letters.OutboxRow);
    }

    [Fact]
    public async Task A_mail_in_doubt_is_left_alone_for_30_seconds_and_then_sent_again()
    {
        var letters = await Letters();
        letters.Mailer.Outcome = _ => new MailOutcome.InDoubt("line lost");
        await letters.Send();
        Assert.Equal("Claimed Claimed", letters.States);
        letters.Mailer.Outcome = _ => new MailOutcome.Accepted(null);

        await letters.Send();
        Assert.Empty(letters.SentIds);

        letters.Clock.Advance(OutgoingMail.ClaimExpiry);
        await letters.Send();
        Assert.Equal([Coach, School], letters.SentIds);
    }

    [Fact]
    public async Task A_mail_that_had_not_begun_to_leave_when_we_stopped_is_due_again()
    {
        var letters = await Letters();
        using var stop = new CancellationTokenSource();
        letters.Mailer.Outcome = mail =>
        {
            stop.Cancel();
            return mail.Id == Coach ? new MailOutcome.Accepted(null) : throw new OperationCanceledException(stop.Token);
        };

        await letters.Send(stop: stop.Token);

        Assert.Equal("Sent Due", letters.States);
    }

    [Fact]
    public async Task Another_batch_of_the_same_request_is_left_alone()
    {
        var letters = await Letters();
        await letters.Owe(OwedLetters.Due with { Batch = "introduction-10" });

        await letters.Send();

        Assert.Equal([Coach, School], letters.SentIds);
    }

    [Fact]
    public async Task A_message_for_emails_that_nobody_owes_does_nothing()
    {
        var letters = await Letters();

        await letters.Send(OwedLetters.Due with { Batch = "introduction-2" });

        Assert.Equal((0, "Due Due"), (letters.TimesDone, letters.States));
    }

    [Fact]
    public async Task No_address_is_ever_logged()
    {
        var letters = await Letters();
        var outcomes = new Queue<MailOutcome>([new MailOutcome.InDoubt("x"), new MailOutcome.NotNow("x"), new MailOutcome.Refused("x"), new MailOutcome.Accepted("x")]);
        letters.Mailer.Outcome = _ => outcomes.Dequeue();

        while (letters.OutboxRow is not null)
        {
            await letters.Send();
            letters.Clock.Advance(OutgoingMail.ClaimExpiry);
        }

        Assert.NotEmpty(letters.Logs.Lines);
        Assert.DoesNotContain(letters.Logs.Lines, line => line.Contains('@', StringComparison.Ordinal) || line.Contains("lucero", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whatever_a_truthful_provider_answers_and_however_often_the_message_comes_each_mail_leaves_at_most_once_and_the_batch_ends()
    {
        await Gen.Int[0, 3].Array[0, 10].SampleAsync(async answers =>
        {
            var letters = await Letters();
            var next = new System.Collections.Concurrent.ConcurrentQueue<int>(answers);
            letters.Mailer.Outcome = _ => (next.TryDequeue(out var answer) ? answer : 0) switch
            {
                1 => new MailOutcome.NotNow("busy", TimeSpan.FromSeconds(5)),
                2 => new MailOutcome.InDoubt("lost"), // It had not left, in truth.
                3 => new MailOutcome.Refused("550"),
                _ => new MailOutcome.Accepted(null),
            };

            for (var messages = 0; messages < 30 && letters.OutboxRow is not null; messages++)
            {
                await Task.WhenAll(letters.Send(), letters.Send());
                letters.Clock.Advance(TimeSpan.FromSeconds(16));
            }

            Assert.Null(letters.OutboxRow);
            Assert.All(letters.SentIds.GroupBy(id => id), same => Assert.Single(same));
            Assert.All(letters.States.Split(' '), state => Assert.True(state is "Sent" or "Refused", state));
        }, iter: 12, threads: 1);
    }
}
