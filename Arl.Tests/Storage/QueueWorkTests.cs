using Arl.Domain;
using Arl.Functions.Reach;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Arl.Tests.Storage;

public sealed class QueueWorkTests(Azurite azurite)
{
    private static readonly ReachDue s_due = new("ARL-7K3F-9QZ2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_goes_on_as_it_was_thrown_and_its_reason_is_kept_and_counted()
    {
        var (work, failures) = Make(await azurite.NewStorage());
        var fault = new RequestFailedException(503, "The server is busy with ana.lucero@mesaschools.example.", "ServerBusy", innerException: null);

        foreach (var _ in Enumerable.Range(0, 5))
            Assert.Same(fault, await Assert.ThrowsAsync<RequestFailedException>(() => Fail(work, fault)));

        Assert.Equal(new("Storage answered 503 (ServerBusy).", 5, Some.Moment), await failures.Find(QueueNames.CountReach, QueueMessages.KeyOf(s_due), Cancel));
    }

    [Fact]
    public async Task A_reason_that_cannot_be_kept_never_hides_the_failure()
    {
        var storage = await azurite.NewStorage();
        await storage.Table(TableNames.QueueFailures).DeleteAsync(Cancel);
        var (work, _) = Make(storage);
        var fault = new InvalidDataException("A row holds no request.");

        Assert.Same(fault, await Assert.ThrowsAsync<InvalidDataException>(() => Fail(work, fault)));
    }

    [Fact]
    public async Task Work_that_succeeds_makes_no_call_to_storage()
    {
        var calls = new CountCalls();
        var options = new StorageClientOptions();
        options.Tables.AddPolicy(calls, HttpPipelinePosition.PerCall);
        var (work, failures) = Make(new ArlStorage(azurite.NewAccount(), options));

        await work.Run(QueueNames.CountReach, s_due, () => Task.CompletedTask);

        Assert.Equal(0, calls.Count);
        await Assert.ThrowsAnyAsync<Exception>(() => failures.Note(QueueNames.CountReach, "key", new IOException(), Cancel)); // No such table: but it was asked.
        Assert.NotEqual(0, calls.Count);
    }

    [Fact]
    public async Task Copies_that_fail_at_one_moment_are_each_counted()
    {
        var (work, failures) = Make(await azurite.NewStorage());

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Assert.ThrowsAsync<IOException>(() => Fail(work, new IOException()))));

        Assert.Equal(2, (await failures.Find(QueueNames.CountReach, QueueMessages.KeyOf(s_due), Cancel))!.Times);
    }

    [Fact]
    public async Task Reasons_are_forgotten_after_ninety_days_and_what_staff_did_is_not()
    {
        var storage = await azurite.NewStorage();
        var clock = new TestClock(Some.Moment);
        var failures = new QueueFailures(storage, clock);
        await failures.Note(QueueNames.CountReach, "old", new IOException(), Cancel);
        await failures.Keep(new("dropped", QueueNames.CountReach, "{}", "Sam", Some.Moment), "old", Cancel);
        clock.Advance(TimeSpan.FromDays(89));
        await failures.Note(QueueNames.CountReach, "new", new IOException(), Cancel);
        clock.Advance(TimeSpan.FromDays(2));

        await failures.Forget(Cancel);

        Assert.Null(await failures.Find(QueueNames.CountReach, "old", Cancel));
        Assert.NotNull(await failures.Find(QueueNames.CountReach, "new", Cancel));
        Assert.Single(await failures.Acts(Some.Moment, Cancel));
    }

    [Fact]
    public void A_reason_holds_our_own_words_or_only_what_kind_of_fault_it_was()
    {
        Assert.Equal("The table of coaches is empty.", ReasonOf(() => throw new InvalidDataException("The table of coaches is empty.")));
        Assert.Equal("The row of (an address) is gone.", ReasonOf(() => throw new InvalidOperationException("The row of ana@school.example is gone.")));
        Assert.Equal("An error of the program (InvalidOperationException).", ReasonOf(() => _ = Array.Empty<int>().First()));
        Assert.Equal("An error of the program (FormatException).", ReasonOf(() => EmailAddress.Parse("Ana Lucero")));
        Assert.Equal("2 things failed, the first: Storage did not answer.", FailureReason.Of(new AggregateException("Ana", new RequestFailedException("Ana Lucero"), new IOException("x"))));
        Assert.Equal("It was stopped before it was done: the program ended, or it took longer than it may.", FailureReason.Of(new TaskCanceledException()));
    }

    private static string ReasonOf(Action fails) => FailureReason.Of(Assert.ThrowsAny<Exception>(fails));

    private static (QueueWork Work, QueueFailures Failures) Make(ArlStorage storage)
    {
        var failures = new QueueFailures(storage, new TestClock(Some.Moment));
        return (new(failures, NullLogger<QueueWork>.Instance), failures);
    }

    private static Task Fail(QueueWork work, Exception fault) => work.Run(QueueNames.CountReach, s_due, () => Task.FromException(fault));

    private sealed class CountCalls : HttpPipelineSynchronousPolicy
    {
        private int _count;

        public int Count => _count;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
    }
}
