using System.Text.Json;
using Arl.Functions.Mail;
using Arl.Tests.Support;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>We died between SendGrid's yes and our record. Where its events are heard they settle what became of the mail before anything is sent again.</summary>
public sealed class InDoubtTests
{
    private const string Coach = "ARL-7K3F-9QZ2_email_introduction-1_coach";
    private const string School = "ARL-7K3F-9QZ2_email_introduction-1_school";

    [Theory]
    [InlineData("processed", "Processed"), InlineData("delivered", "Delivered"), InlineData("deferred", "Deferred"), InlineData("bounce", "Bounced")]
    public async Task An_event_with_our_id_says_that_it_left_and_it_is_not_sent_again(string kind, string delivery)
    {
        var letters = await DiedWithTheCoachsMail();

        await Hear(letters, kind);
        await letters.Send();
        letters.Clock.Advance(TimeSpan.FromHours(1));
        await letters.Send();

        Assert.Equal([Coach, School], letters.SentIds);
        Assert.Equal(("Sent", delivery, "14c5d75ce93"), (letters.Row("coach").State, letters.Row("coach").Delivery, letters.Row("coach").ProviderId));
        Assert.Equal((null, 1), (letters.OutboxRow, letters.TimesDone));
    }

    [Fact]
    public async Task Without_an_event_it_waits_for_one_for_5_minutes_and_only_then_is_it_sent_again()
    {
        var letters = await DiedWithTheCoachsMail();

        letters.Clock.Advance(TimeSpan.FromMinutes(4.99));
        await letters.Send();
        Assert.Equal([Coach, School], letters.SentIds);

        letters.Clock.Advance(TimeSpan.FromMinutes(0.01));
        await letters.Send();
        Assert.Equal([Coach, Coach, School], letters.SentIds);
        Assert.Null(letters.OutboxRow);
    }

    [Fact]
    public async Task The_wait_is_as_long_as_the_setting_says()
    {
        var letters = await DiedWithTheCoachsMail();
        letters.Mail.SendGrid.SettleMinutes = 20;

        letters.Clock.Advance(TimeSpan.FromMinutes(19.9));
        await letters.Send();

        Assert.Equal([Coach, School], letters.SentIds);
    }

    [Theory]
    [InlineData("Smtp", "key"), InlineData("SendGrid", "")]
    public async Task Where_no_event_can_come_nobody_waits_for_one(string provider, string key)
    {
        var letters = await DiedWithTheCoachsMail(provider, key);

        letters.Clock.Advance(TimeSpan.FromSeconds(30));
        await letters.Send();

        Assert.Equal([Coach, Coach, School], letters.SentIds);
    }

    [Fact]
    public async Task A_mail_that_SendGrid_took_though_it_answered_with_an_error_is_not_sent_again_either()
    {
        var letters = await Letters("SendGrid", "key");
        letters.Mailer.Outcome = mail => mail.Id == Coach ? new MailOutcome.NotNow("SendGrid answered 500.") : new MailOutcome.Accepted(null);
        await letters.Send();
        letters.Mailer.Outcome = _ => new MailOutcome.Accepted(null);

        await Hear(letters, "processed");
        await letters.Send();

        Assert.Equal((School, "Sent Sent"), (Assert.Single(letters.SentIds), letters.States));
    }

    [Fact]
    public async Task Whose_message_meets_the_claim_of_a_dead_worker_comes_back_the_moment_it_expires_however_often_it_was_swept()
    {
        var letters = await DiedWithTheCoachsMail("Smtp", "");
        var swept = new TableEntity(OwedLetters.Partition, letters.OutboxRow!.RowKey) { ["Tries"] = 9, ["NextAt"] = Some.Moment.AddMinutes(2) };
        await letters.Requests.UpdateEntityAsync(swept, ETag.All, cancellationToken: TestContext.Current.CancellationToken);

        letters.Clock.Advance(TimeSpan.FromSeconds(5));
        await letters.Send();
        Assert.Equal(Some.Moment.AddSeconds(30), letters.OutboxRow!.GetDateTimeOffset("NextAt"));

        letters.Clock.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(1, await letters.Sweep());
        await letters.Send();
        Assert.Equal((3, null), (letters.SentIds.Count(), letters.OutboxRow));
    }

    private async Task<OwedLetters> Letters(string provider, string key)
    {
        var letters = await OwedLetters.Owe(await TestStorage.New());
        (letters.Mail.Provider, letters.Mail.SendGrid.WebhookKey) = (provider, key);
        return letters;
    }

    private async Task<OwedLetters> DiedWithTheCoachsMail(string provider = "SendGrid", string key = "key")
    {
        var letters = await Letters(provider, key);
        letters.Mailer.AfterSending = mail => { if (mail.Id == Coach) throw new InvalidOperationException("We died here."); };
        await Assert.ThrowsAsync<AggregateException>(() => letters.Send());
        letters.Mailer.AfterSending = null;
        return letters;
    }

    private static Task Hear(OwedLetters letters, string kind) => letters.Events.Hear(
        SendGridEvent.Read(JsonSerializer.SerializeToUtf8Bytes(new[] { SendGridWebhook.Event(kind, OwedLetters.Due.Owner, Coach, Some.Moment, "1", "jo.reyes@learning-partners.example") }))!, TestContext.Current.CancellationToken);
}
