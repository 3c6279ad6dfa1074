using Arl.Functions.Mail;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Xunit;

namespace Arl.Tests.Mail;

/// <summary>What is written when a batch is done: all of it once, and never without remembering what was sent.</summary>
public sealed class OutgoingMailRecordTests(Azurite azurite)
{
    private static readonly TableTransactionAction Introduced = new(TableTransactionActionType.Add, new TableEntity(OwedLetters.Partition, "introduced"));

    private static readonly OutboxMessage Reach = OutboxMessage.For(OwedLetters.Partition, "reach", QueueNames.CountReach, "due");

    private async Task<OwedLetters> Letters() => await OwedLetters.Owe(await TestStorage.New());

    [Fact]
    public async Task What_the_owner_writes_stands_when_the_emails_are_sent_and_its_messages_are_in_their_queue()
    {
        var letters = await Letters();
        letters.Done = _ => Task.FromResult(new EmailsDone([Introduced, Reach.Add(Some.Moment)], [Reach]));

        await letters.Send();

        Assert.True(letters.Has("introduced"));
        Assert.Equal(1, await letters.QueueLength(QueueNames.CountReach));
    }

    [Fact]
    public async Task A_change_that_the_owner_meets_meanwhile_is_read_anew()
    {
        var letters = await Letters();
        var cancel = TestContext.Current.CancellationToken;
        await letters.Requests.AddEntityAsync(new TableEntity(OwedLetters.Partition, "request") { ["State"] = "Matched" }, cancel);
        letters.Done = async _ =>
        {
            var read = (await letters.Requests.GetEntityAsync<TableEntity>(OwedLetters.Partition, "request", cancellationToken: cancel)).Value;
            if (letters.TimesDone == 1) // Somebody else writes between the owner's read and the record.
                await letters.Requests.UpdateEntityAsync(new TableEntity(OwedLetters.Partition, "request") { ["Note"] = "staff" }, read.ETag, cancellationToken: cancel);
            return new([new(TableTransactionActionType.UpdateMerge, new TableEntity(OwedLetters.Partition, "request") { ["State"] = "Introduced" }, read.ETag)], []);
        };

        await letters.Send();

        var request = (await letters.Requests.GetEntityAsync<TableEntity>(OwedLetters.Partition, "request", cancellationToken: cancel)).Value;
        Assert.Equal(("Introduced", "staff", 2), (request.GetString("State"), request.GetString("Note"), letters.TimesDone));
        Assert.Equal(2, letters.Mailer.Sent.Count);
        Assert.Null(letters.OutboxRow);
    }

    [Fact]
    public async Task Where_the_owners_part_keeps_failing_the_emails_stay_sent_and_a_later_message_finishes_without_sending()
    {
        var letters = await Letters();
        await letters.Requests.AddEntityAsync(new TableEntity(OwedLetters.Partition, "introduced"), TestContext.Current.CancellationToken);
        letters.Done = _ => Task.FromResult(new EmailsDone([Introduced], [Reach])); // A row that is already there: 409 each time.

        await Assert.ThrowsAsync<InvalidOperationException>(() => letters.Send());

        Assert.Equal("Sent Sent", letters.States);
        Assert.NotNull(letters.OutboxRow);
        Assert.Equal(0, await letters.QueueLength(QueueNames.CountReach));

        letters.Done = _ => Task.FromResult(new EmailsDone([], [Reach]));
        await letters.Send();

        Assert.Equal(2, letters.Mailer.Sent.Count);
        Assert.Null(letters.OutboxRow);
        Assert.Equal(1, await letters.QueueLength(QueueNames.CountReach));
    }

    [Fact]
    public async Task A_fault_of_the_owner_does_not_make_us_forget_what_was_sent()
    {
        var letters = await Letters();
        letters.Done = _ => throw new NotSupportedException("A fault of the owner.");

        await Assert.ThrowsAsync<NotSupportedException>(() => letters.Send());

        Assert.Equal("Sent Sent", letters.States);
        Assert.NotNull(letters.OutboxRow);
    }

    /// <summary>0: the claim; 1: the record.</summary>
    [Theory, InlineData(0), InlineData(1)]
    public async Task An_answer_of_the_storage_that_is_lost_on_the_way_changes_nothing(int which)
    {
        var options = new StorageClientOptions();
        var line = new LosesAnswers();
        options.Tables.AddPolicy(line, HttpPipelinePosition.PerRetry);
        var storage = new ArlStorage(azurite.NewAccount(), options);
        await storage.CreateMissing(TestContext.Current.CancellationToken);
        var letters = await OwedLetters.Owe(storage);
        letters.Done = _ => Task.FromResult(new EmailsDone([Reach.Add(Some.Moment)], [Reach]));
        line.LoseAfter(which);

        await letters.Send();

        Assert.Equal(1, line.Lost);
        Assert.Equal(2, letters.Mailer.Sent.Count);
        Assert.Equal("Sent Sent", letters.States);
        Assert.Null(letters.OutboxRow);
        Assert.Equal(1, await letters.QueueLength(QueueNames.CountReach));
    }

    [Fact]
    public async Task A_mail_that_was_sent_stays_sent_even_if_another_worker_has_claimed_it_since()
    {
        var letters = await Letters();
        letters.Mailer.Outcome = mail =>
        {
            var row = letters.Row("school");
            if (mail.Id != row.RowKey)
                return new MailOutcome.Accepted(null);
            letters.Clock.Advance(OutgoingMail.ClaimExpiry);
            letters.Requests.UpdateEntity(new TableEntity(row.PartitionKey, row.RowKey) { ["ClaimId"] = "another", ["ClaimedAt"] = letters.Clock.GetUtcNow() }, row.ETag);
            return new MailOutcome.Accepted(null);
        };

        await letters.Send();

        Assert.Equal("Sent Sent", letters.States);
        Assert.Null(letters.OutboxRow);
    }

    /// <summary>A line on which a transaction arrives and the answer to it does not, once.</summary>
    private sealed class LosesAnswers : HttpPipelinePolicy
    {
        private int _left = int.MaxValue;

        public int Lost { get; private set; }

        public void LoseAfter(int transactions) => _left = transactions;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) || _left-- != 0)
                return;
            Lost++;
            throw new IOException("The answer was lost.");
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
