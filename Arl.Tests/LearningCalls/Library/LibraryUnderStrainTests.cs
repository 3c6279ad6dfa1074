using Arl.Functions.LearningCalls.Library;
using Arl.Functions.Storage;
using Arl.Tests.Support;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Arl.Tests.LearningCalls.Library;

/// <summary>What the library is to others never hangs on what it only counts or offers.</summary>
public sealed class LibraryUnderStrainTests
{
    private const int Enough = 50;

    [Theory]
    [InlineData(412, 5)]
    [InlineData(503, 1)]
    public async Task A_use_that_cannot_be_counted_keeps_nobody_from_the_resource(int refused, int tries)
    {
        var asked = 0;
        await using var process = Process(new Calls(async call =>
        {
            await Task.CompletedTask;
            if (call is { Verb: "SubmitTransaction", Place: TableNames.Resources } && call.Key.StartsWith("uses_", StringComparison.Ordinal) && Interlocked.Increment(ref asked) <= Enough)
                throw refused == 412 ? new TableTransactionFailedException(MemoryResponse.Fault(refused, "UpdateConditionNotSatisfied")) : MemoryResponse.Fault(refused, "ServerBusy");
        }));
        await process.Get<ResourcesTable>().Add(SomeResource.Guide, "coach-1", TestContext.Current.CancellationToken);
        var http = new DefaultHttpContext { Request = { Method = "GET" } };

        var answer = await process.Function<OpenResource>().Run(http.Request, SomeResource.Guide.Id, TestContext.Current.CancellationToken);

        await answer.ExecuteAsync(http);
        Assert.Equal(SomeResource.Guide.Link!.AbsoluteUri, http.Response.Headers.Location);
        Assert.Equal(tries, asked);
    }

    [Fact]
    public async Task An_introduction_does_not_wait_for_a_library_that_does_not_answer()
    {
        var never = new TaskCompletionSource();
        await using var process = Process(new Calls(call => call is { Verb: "Query", Place: TableNames.Resources } ? never.Task : Task.CompletedTask));

        var offered = await process.Get<ResourceShelf>().ForSchool(Some.Request, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Empty(offered);
    }

    private static NetworkProcess Process(IMemoryCalls calls)
    {
        var clock = new TestClock(Some.Moment);
        return new(MemoryAccount.WithEverything(clock).Open(calls), clock, new FakeMailer());
    }

    private sealed class Calls(Func<StorageCall, Task> before) : IMemoryCalls
    {
        public async Task<T> Run<T>(StorageCall call, Func<T> effect)
        {
            await before(call);
            return effect();
        }
    }
}
