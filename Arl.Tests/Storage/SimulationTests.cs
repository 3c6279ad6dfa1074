using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Arl.Tests.Storage;

/// <summary>
/// Nothing is lost, by seeded simulation. <c>ARL_SEEDS=1000000</c> runs more seeds, <c>ARL_SEED=n</c> that one alone, <c>ARL_FIRST_SEED=n</c> begins there.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsInCi = 300;

    [Fact]
    public void Whatever_happens_in_whatever_order_nothing_is_lost()
    {
        var first = Setting("ARL_SEED") ?? Setting("ARL_FIRST_SEED") ?? 1;
        var seeds = Setting("ARL_SEED") is null ? Setting("ARL_SEEDS") ?? SeedsInCi : 1;
        var clock = Stopwatch.StartNew();
        var (total, failed) = (new SimulationCounts(), new ConcurrentBag<Simulated>());

        Parallel.For(first, first + seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            var run = Simulation.Run(seed);
            lock (total)
                Add(total, run.Counts);
            if (run.Problems.Count > 0)
                failed.Add(run);
            if (failed.Count >= 10)
                loop.Stop();
        });

        Say(seeds, total, failed.Count, clock.Elapsed);
        Assert.True(failed.IsEmpty, string.Join(Environment.NewLine, failed.OrderBy(run => run.Seed).Select(run => $"ARL_SEED={run.Seed}: {string.Join(" | ", run.Problems)}")));
    }

    [Fact]
    public void A_seed_replays_exactly()
    {
        foreach (var seed in Enumerable.Range(1, 25))
        {
            var first = Simulation.Run(seed);
            var second = Simulation.Run(seed);

            Assert.Equal((seed, first.Trace, first.Counts), (seed, second.Trace, second.Counts));
        }
    }

    private void Say(int seeds, SimulationCounts total, int failed, TimeSpan took) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{seeds} seeds in {took.TotalSeconds:0.0} s: {total.Requests} requests accepted, {total.Steps} steps, {total.Faults} faults injected, {total.Deaths} deaths, {total.MessagesTwice} messages duplicated, {total.MessagesLate} delayed; ")
        + string.Create(CultureInfo.InvariantCulture, $"seeds with anything lost or wrong: {failed}, emails sent again inside the window: {total.MailsAgain}."));

    private static void Add(SimulationCounts total, SimulationCounts one)
    {
        total.Requests += one.Requests;
        total.Steps += one.Steps;
        total.Faults += one.Faults;
        total.Deaths += one.Deaths;
        total.MessagesTwice += one.MessagesTwice;
        total.MessagesLate += one.MessagesLate;
        total.MailsAgain += one.MailsAgain;
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
