using Arl.Domain;
using Arl.Functions.Mail;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>A reminder is owed now and leaves outside its reader's quiet hours.</summary>
public sealed class LaterMailTests
{
    private static readonly EmailsDue s_due = new("request", Some.Request.Reference.ToString(), "reminder");
    private static readonly string s_partition = RequestKeys.Partition(Some.Request.Reference);

    [Theory]
    [InlineData(0.5), InlineData(60), InlineData(167.9), InlineData(169), InlineData(2000)]
    public async Task It_leaves_at_its_time_and_never_before_however_often_its_message_comes(double hours)
    {
        await using var network = await TestNetwork.Start();
        var leaves = network.Clock.GetUtcNow().AddHours(hours);
        await Owe(network, leaves);

        await Everything(network);
        network.Clock.SetUtcNow(leaves.AddSeconds(-1));
        await Everything(network);
        Assert.Empty(network.Mailer.Sent);

        network.Clock.SetUtcNow(leaves);
        await network.Get<OutgoingMail>().SendDue(s_due, TestContext.Current.CancellationToken);
        Assert.Single(network.Mailer.Sent);
    }

    [Fact]
    public async Task The_queue_keeps_its_message_unseen_until_then()
    {
        await using var network = await TestNetwork.Start();

        await Owe(network, network.Clock.GetUtcNow().AddDays(3));

        var queue = network.Storage.Queue(QueueNames.OutgoingEmail);
        Assert.Equal(1, (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount);
        Assert.Empty((await queue.PeekMessagesAsync(32, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task What_is_further_off_than_a_queue_can_keep_is_left_to_the_sweep_which_sends_it_in_time()
    {
        await using var network = await TestNetwork.Start();
        var leaves = network.Clock.GetUtcNow().AddDays(7).AddMinutes(1);

        await Owe(network, leaves);

        Assert.Equal(0, (await network.Storage.Queue(QueueNames.OutgoingEmail).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount);
        network.Clock.SetUtcNow(leaves);
        await Everything(network);
        Assert.Single(network.Mailer.Sent);
    }

    [Fact]
    public async Task A_message_that_comes_too_early_puts_the_owed_work_off_until_then()
    {
        await using var network = await TestNetwork.Start();
        var leaves = network.Clock.GetUtcNow().AddDays(30);
        await Owe(network, leaves);
        var row = new TableEntity(s_partition, OutboxMessage.Prefix + s_due.OutboxKey) { ["NextAt"] = network.Clock.GetUtcNow() };
        await network.Storage.Table(TableNames.Requests).UpdateEntityAsync(row, Azure.ETag.All, cancellationToken: TestContext.Current.CancellationToken);

        await Everything(network);

        row = (await network.Storage.Table(TableNames.Requests).GetEntityAsync<TableEntity>(s_partition, row.RowKey, cancellationToken: TestContext.Current.CancellationToken)).Value;
        Assert.Equal(leaves, row.GetDateTimeOffset("NextAt"));
        Assert.Empty(network.Mailer.Sent);
    }

    [Fact]
    public async Task Of_a_batch_only_the_email_that_is_for_later_waits()
    {
        await using var network = await TestNetwork.Start();
        await Owe(network, network.Clock.GetUtcNow().AddHours(3), alsoNow: true);

        await network.Settle();

        Assert.Equal("now", Assert.Single(network.Mailer.Sent).Kind);
    }

    /// <summary>The sweep and every queue.</summary>
    private static async Task Everything(TestNetwork network)
    {
        await network.Get<Outbox>().Sweep(TestContext.Current.CancellationToken);
        await network.Settle();
        await network.Get<OutgoingMail>().SendDue(s_due, TestContext.Current.CancellationToken);
    }

    private static async Task Owe(TestNetwork network, DateTimeOffset leaves, bool alsoNow = false)
    {
        var email = await Emails.News(transactional: true);
        var later = new OwedEmail("later", EmailAddress.Parse("ana.lucero@mesaschools.example"), null, email) { NotBefore = leaves };
        var change = RequestChange.Create(Some.Request, "system", network.Clock.GetUtcNow());
        OwedEmail[] emails = alsoNow ? [later, later with { Name = "now", NotBefore = null }] : [later];
        Assert.True(await network.Requests.Commit(change.OwesEmails(s_due.Batch, emails), TestContext.Current.CancellationToken));
    }
}
