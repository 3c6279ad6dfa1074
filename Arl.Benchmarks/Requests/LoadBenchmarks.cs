using System.Diagnostics;
using System.Globalization;
using Arl.Functions.Requests;
using Arl.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Arl.Benchmarks.Requests;

/// <summary>What the way of a request costs in calls, and how near its speed comes to that of the same calls made bare: both on one Azurite, in one run.</summary>
internal static class LoadBenchmarks
{
    /// <summary>As many as ARL counted schools.</summary>
    public const int Requests = 1_515;
    public const int AtOnce = 8;
    private static readonly string[] s_toIntroduced = [OneRequest.Submitted, OneRequest.Matched, OneRequest.Acknowledged, OneRequest.Introduced];

    public static async Task Run(RatioTable table)
    {
        await using var azurite = await LocalAzurite.Start();
        await using var sink = new MailSink();
        await using var one = await OneRequest.Run(azurite.NewAccount(), sink);
        Count(table, one);
        await Accept(table, one, azurite.NewAccount(), azurite.NewAccount(), sink);
        await Introduce(table, one);
    }

    private static void Count(RatioTable table, OneRequest one)
    {
        var calls = new Table().AddColumns("step", "by", "call", "of", "times");
        foreach (var (call, count) in one.Counter.Counts.OrderBy(line => line.Call.Phase, StringComparer.Ordinal).ThenByDescending(line => line.Call.By, StringComparer.Ordinal))
            calls.AddRow(call.Phase, call.By, call.Kind, call.Resource, count.ToString(CultureInfo.InvariantCulture));
        AnsiConsole.Write(calls);
        var after = one.Counter.Of(call => call is { Phase: OneRequest.Introduced, By: "own", Resource: QueueNames.CountReach });
        table.Add("storage calls of ours, from the form to the state Introduced", one.Own(s_toIntroduced) - after, "calls", 14);
        table.Add("  with the reach counted", one.Own([.. s_toIntroduced, OneRequest.Counted]), "calls");
        table.Add("  the host's: taking and deleting four messages (a full batch is taken by one call)", one.Counter.Of(call => call.By == "host"), "calls");
        table.Add("  price of all of it for 1,000 requests", 1_000 * one.Counter.Counts.Sum(line => line.Count * (line.Call.IsOfQueue ? AzurePrices.QueueCall : AzurePrices.TableCall)), "$");
    }

    private static async Task Accept(RatioTable table, OneRequest one, string real, string bare, MailSink sink)
    {
        const int warm = 200;
        await LoadNetwork.Prepare(real);
        await using var app = LoadNetwork.Build(new(real), real, sink.Port);
        var floor = new BareCalls(one, bare);
        await floor.Prepare(messages: 0);
        await floor.Run(warm, AtOnce, withHost: false, OneRequest.Submitted);
        await Submit(app.Services.GetRequiredService<AcceptRequest>(), 0, warm);

        // By turns, since whatever else the machine does comes and goes.
        TimeSpan ours = default, least = default;
        const int rounds = 5, each = 300;
        for (var round = 0; round < rounds; round++)
        {
            least += await floor.Run(each, AtOnce, withHost: false, OneRequest.Submitted);
            ours += await Submit(app.Services.GetRequiredService<AcceptRequest>(), warm + (round * each), each);
        }
        var most = rounds * each / least.TotalSeconds;
        table.Add($"requests accepted, {AtOnce} at once", rounds * each / ours.TotalSeconds, "a second", 0.8 * most, most, "the same calls, entities and sizes by the bare SDK", atLeast: true);
    }

    /// <summary>These requests, distinct in school and contact.</summary>
    public static async Task<TimeSpan> Submit(AcceptRequest accept, int first, int requests)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(first, first + requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await LoadNetwork.Submit(accept, LoadNetwork.Form(number)));
        return watch.Elapsed;
    }

    /// <summary>Each on an Azurite begun anew: it looks at every row of a table for each query, and gets slower with what it has done before.</summary>
    private static async Task Introduce(RatioTable table, OneRequest one)
    {
        var (took, calls) = await Whole();
        Console.WriteLine($"{Requests} requests took {took.TotalSeconds:0.0} s, and {calls} calls, the host's with them.");
        await using var azurite = await LocalAzurite.Start();
        var floor = new BareCalls(one, azurite.NewAccount());
        await floor.Prepare(messages: 2 * Requests);
        var (least, atOnce) = await Best(floor);
        table.Add($"{Requests:N0} requests submitted, to the last introduction in the mailbox", took.TotalSeconds, "s", 1.5 * least.TotalSeconds, least.TotalSeconds, $"the same calls and the host's by the bare SDK, {atOnce} at once");
        table.Add("  calls made for each, the host's with them", (double)calls / Requests, "calls");
        table.Add("  calls of the floor that were answered only at the SDK's second try", floor.MetThemselves, "calls");
    }

    /// <summary>Tried with a part of them; then the whole with what was fastest. With 32 at once Azurite leaves single calls without an answer for 20 seconds.</summary>
    private static async Task<(TimeSpan Least, int AtOnce)> Best(BareCalls floor)
    {
        const int tried = 100;
        await floor.Run(tried, AtOnce, withHost: true);
        var tries = new List<(TimeSpan Took, int AtOnce)>();
        foreach (var atOnce in (int[])[4, 8, 16])
        {
            tries.Add((await floor.Run(tried, atOnce, withHost: true), atOnce));
            Console.WriteLine($"The floor of {tried} requests, {atOnce} at once: {tries[^1].Took.TotalSeconds:0.0} s.");
        }
        var best = tries.MinBy(one => one.Took).AtOnce;
        await floor.Forget();
        return (await floor.Run(Requests, best, withHost: true), best);
    }

    private static async Task<(TimeSpan Took, long Calls)> Whole()
    {
        var counter = new CallCounter();
        await using var azurite = await LocalAzurite.Start();
        await using var network = await RunningNetwork.Start(azurite.NewAccount(), counter, timers: false);
        await network.WarmUp();
        var (calls, introduced) = (network.Calls, network.Sink.Introductions);
        var watch = Stopwatch.StartNew();
        await Submit(network.Accept, RunningNetwork.Warm, Requests);
        await network.Until(() => network.Sink.Introductions >= introduced + (2 * Requests), TimeSpan.FromMinutes(20));
        watch.Stop();
        foreach (var (call, count) in counter.Counts.OrderByDescending(line => line.Count))
            Console.WriteLine($"{count,7:N0} {call.Kind} {call.Resource}");
        return (watch.Elapsed, network.Calls - calls);
    }
}
