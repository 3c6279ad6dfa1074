using System.Collections.Concurrent;
using System.Diagnostics;
using Arl.Domain.Requests;
using Arl.Functions.Storage;

namespace Arl.Benchmarks.Requests;

/// <summary>
/// The whole network for minutes at half the rate that it can bear, timers and all: memory stays flat, nothing fails, nobody waits longer at the end than at the beginning.
/// Requests older than a minute are deleted as it goes, since Azurite looks at every row of a table for each query and would slow down by itself.
/// </summary>
internal sealed class SoakBenchmark
{
    private const int Schools = 100;
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, TimeSpan> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(TimeSpan At, TimeSpan Took)> _lags = new();
    private readonly List<(TimeSpan At, double Age)> _ages = [];
    private readonly Stopwatch _watch = new();
    private readonly RunningNetwork _network;
    private int _next = RunningNetwork.Warm;
    private int _failed;
    private int _errorsBefore;

    private SoakBenchmark(RunningNetwork network)
    {
        _network = network;
        network.Sink.Introduced = Arrived;
    }

    public static async Task Run(RatioTable table, TimeSpan minutes)
    {
        await using var azurite = await LocalAzurite.Start();
        await using var network = await RunningNetwork.Start(azurite.NewAccount(), new(), timers: true);
        await network.WarmUp();
        var soak = new SoakBenchmark(network);
        var rate = await soak.TopRate() / 2;
        soak._errorsBefore = network.Errors; // At the top rate something may time out; at half of it nothing may.
        var (early, late) = await soak.Submit(rate, minutes);
        await network.Until(() => soak._open.IsEmpty, TimeSpan.FromMinutes(5));
        await soak.Report(table, rate, minutes, early, late);
    }

    /// <summary>Requests a second, from the first form to the last introduction, when they come as fast as they are taken.</summary>
    private async Task<double> TopRate()
    {
        const int requests = 400;
        var before = _network.Sink.Introductions;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = LoadBenchmarks.AtOnce }, async (_, _) => await One(remember: false));
        await _network.Until(() => _network.Sink.Introductions >= before + (2 * requests), TimeSpan.FromMinutes(5));
        return requests / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Megabytes after two minutes (or the first third) and at the end.</summary>
    private async Task<(double Early, double Late)> Submit(double rate, TimeSpan minutes)
    {
        _watch.Start();
        using var end = new CancellationTokenSource(minutes);
        var beside = Task.WhenAll(Watch(end.Token), Tidy(end.Token));
        var settled = s_settled < minutes / 3 ? s_settled : minutes / 3;
        double? early = null;
        var running = new ConcurrentBag<Task>();
        for (var sent = 0; _watch.Elapsed < minutes; sent++)
        {
            if (TimeSpan.FromSeconds(sent / rate) - _watch.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait, CancellationToken.None);
            if (early is null && _watch.Elapsed > settled)
                early = Memory();
            _ = Task.Run(() => One(remember: true), CancellationToken.None);
        }
        await beside;
        return (early ?? Memory(), Memory());
    }

    private async Task One(bool remember)
    {
        var started = _watch.Elapsed;
        var number = Interlocked.Increment(ref _next);
        try
        {
            var reference = await LoadNetwork.Submit(_network.Accept, LoadNetwork.Form(number, Schools));
            if (remember)
                _open[reference.ToString()] = started;
        }
        catch (Exception fault)
        {
            if (Interlocked.Increment(ref _failed) <= 3)
                Console.Error.WriteLine(fault.Message);
        }
    }

    /// <summary>The two introductions of a batch leave side by side: the first to arrive tells.</summary>
    private void Arrived(string reference)
    {
        if (_open.TryRemove(reference, out var started))
            _lags.Enqueue((_watch.Elapsed, _watch.Elapsed - started));
    }

    /// <summary>How old the oldest message is that nobody has taken yet.</summary>
    private async Task Watch(CancellationToken end)
    {
        using var timer = new PeriodicTimer(s_each);
        while (await Ticks(timer, end))
        {
            var ages = await Task.WhenAll(QueueNames.All.Select(async queue => (await _network.Storage.Queue(queue).PeekMessagesAsync(1, CancellationToken.None)).Value.FirstOrDefault()?.InsertedOn));
            _ages.Add((_watch.Elapsed, ages.Max(inserted => inserted is { } at ? Math.Max(0, (DateTimeOffset.UtcNow - at).TotalSeconds) : 0)));
        }
    }

    private async Task Tidy(CancellationToken end)
    {
        using var timer = new PeriodicTimer(s_each * 2);
        while (await Ticks(timer, end))
        {
            var old = DateTimeOffset.UtcNow.AddMinutes(-1);
            await Rows.Delete(_network.Storage.Table(TableNames.Requests), Azure.Data.Tables.TableClient.CreateQueryFilter($"Timestamp lt {old}"));
            await Rows.Delete(_network.Storage.Table(TableNames.Coaches), Azure.Data.Tables.TableClient.CreateQueryFilter($"RowKey ge 'place_' and RowKey lt 'place`' and Timestamp lt {old}"));
        }
    }

    private static async Task<bool> Ticks(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Report(RatioTable table, double rate, TimeSpan minutes, double early, double late)
    {
        var poisoned = (await Task.WhenAll(QueueNames.All.Select(async queue => await _network.Storage.RawQueue(QueueNames.Poison(queue)).ExistsAsync() ? (await _network.Storage.RawQueue(QueueNames.Poison(queue)).GetPropertiesAsync()).Value.ApproximateMessagesCount : 0))).Sum();
        var lags = _lags.ToList();
        table.Add($"soak of {minutes.TotalMinutes:0.#} minutes at {rate:0.0} requests a second, half of the top: requests introduced", lags.Count, "requests");
        table.Add("  errors: refused, logged or poisoned", _failed + _network.Errors - _errorsBefore + poisoned, "errors", 0);
        table.Add("  memory at the end (working set after a full collection)", late, "MB", 1.1 * early, early, "after two minutes, or a third of the time");
        table.Add("  form to introduction, median", Median(lags.Select(lag => lag.Took.TotalSeconds)), "s");
        table.Add("  it grows, for each minute", Slope(lags.Select(lag => (lag.At.TotalMinutes, lag.Took.TotalSeconds))), "s", 0.1);
        table.Add("  oldest message not yet taken, median of looks", Median(_ages.Select(look => look.Age)), "s");
        table.Add("  it grows, for each minute", Slope(_ages.Select(look => (look.At.TotalMinutes, look.Age))), "s", 0.1);
    }

    private static double Memory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;

    /// <summary>Of the straight line that fits best.</summary>
    private static double Slope(IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToList();
        if (all.Count < 2)
            return 0;
        var (x, y) = (all.Average(point => point.X), all.Average(point => point.Y));
        return all.Sum(point => (point.X - x) * (point.Y - y)) / all.Sum(point => (point.X - x) * (point.X - x));
    }
}
