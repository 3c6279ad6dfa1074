using System.Diagnostics;
using Arl.Functions.Storage;
using Azure;

namespace Arl.Benchmarks.Requests;

/// <summary>
/// The floor: the calls that were recorded for one request, made for many others by the bare SDK, on tables of the same content. No ETags, so nothing is ever made twice; no email is written or sent.
/// Where the host's calls count too, each message is deleted, and every sixteenth brings a receive of sixteen.
/// </summary>
internal sealed class BareCalls(OneRequest template, string connection)
{
    private const string Waiting = "floor-waiting";
    private const int Batch = 16;
    private readonly ArlStorage _bare = new(connection);
    private int _next;
    private int _taken;
    private int _metThemselves;

    /// <summary>Calls whose retry by the SDK met their own success: their first answer never came, or took longer than 20 seconds.</summary>
    public int MetThemselves => _metThemselves;

    /// <summary>Coaches as the real tables have them, and messages enough to be received.</summary>
    public async Task Prepare(int messages)
    {
        await LoadNetwork.Prepare(connection);
        await _bare.Queue(Waiting).CreateIfNotExistsAsync();
        await Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = Batch }, async (_, cancel) =>
            await _bare.Queue(Waiting).SendMessageAsync(/*lang=json*/ """{"Owner":"request","Key":"ARL-7K3F-9QZ2","Batch":"introduction-1"}""", cancel));
    }

    /// <summary>The rows of all requests so far go, so that the next ones find the tables as the real ones were found.</summary>
    public async Task Forget()
    {
        foreach (var table in (string[])[TableNames.Requests, TableNames.Reach])
            await Rows.Delete(_bare.Table(table), filter: null);
        await Rows.Delete(_bare.Table(TableNames.Coaches), "RowKey ge 'place_' and RowKey lt 'place`'");
    }

    /// <param name="phases">What of a request's calls; all where the host's are made too.</param>
    public async Task<TimeSpan> Run(int requests, int atOnce, bool withHost, params string[] phases)
    {
        var calls = template.Calls.Where(call => phases.Length == 0 || phases.Contains(call.Phase)).ToList();
        var first = _next;
        _next += requests;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(first, first + requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, _) => await Whole(calls, template.Another(number + 2), withHost));
        return watch.Elapsed;
    }

    private async Task Whole(List<RecordedCall> calls, Another one, bool withHost)
    {
        var phase = calls[0].Phase;
        foreach (var call in calls)
        {
            if (call.Phase != phase && phase != OneRequest.Submitted && withHost)
                await Settle(one);
            phase = call.Phase;
            await Once(() => call.Again(_bare, one));
        }
        if (withHost)
            await Settle(one);
    }

    private async Task Settle(Another one)
    {
        if (Interlocked.Increment(ref _taken) % Batch == 0)
            await _bare.Queue(Waiting).ReceiveMessagesAsync(Batch, TimeSpan.FromMinutes(10));
        var (queue, receipt) = one.Sent.Dequeue();
        await Once(() => _bare.Queue(queue).DeleteMessageAsync(receipt.MessageId, receipt.PopReceipt));
    }

    private async Task Once(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RequestFailedException itself) when (itself.Status is 404 or 409)
        {
            Interlocked.Increment(ref _metThemselves); // Nobody else touches these rows.
        }
    }
}
