using System.Diagnostics;
using Arl.Domain.Matching;
using Arl.Functions.Matching;

namespace Arl.Benchmarks.Matching;

/// <summary>One decision, and the plan for everybody who waits, each beside its floor: a bare walk over the candidates, and the flow solver alone on the same graph.</summary>
internal static class MatchingBenchmarks
{
    private static readonly MatchingRules Rules = MatchingRules.Default;

    public static Task Run(RatioTable table)
    {
        Decide(table, 5_000);
        Plan(table, "1,515 waiting × 200 coaches", 1_515, 200, goal: 0.3);
        Plan(table, "20,000 waiting × 1,000 coaches", 20_000, 1_000);
        Prune(table, 20_000, 1_000);
        Plan(table, "50,000 × 12 choices × 6,500 programs (as many as the NRMP residency match)", 50_000, 6_500, fewChoices: true);
        Plan(table, "100,000 waiting × 5,000 coaches", 100_000, 5_000);
        table.Add("peak memory of this process", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB", 2_000);
        return Task.CompletedTask;
    }

    private static void Decide(RatioTable table, int coaches)
    {
        var network = new InventedNetwork(1);
        var loads = network.Coaches(coaches);
        var pool = new CoachPool(loads, Rules.Weights);
        var asks = network.Asks(2_000);
        for (var i = 0; i < asks.Count; i++)
            Matchmaker.Choose(asks[i], pool);

        var candidates = asks.Average(ask => loads.Count(load => CoachRules.MayCoach(ask, load.Coach)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var times = asks.ConvertAll(ask => Milliseconds(() => Matchmaker.Choose(ask, pool)));
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / asks.Count;
        var walk = asks.ConvertAll(_ => Milliseconds(() => (object)loads.Count(load => load.Free > 0)));
        times.Sort();
        walk.Sort();
        table.Add($"one decision over {coaches:N0} coaches ({candidates:N0} candidates), p99", times[(int)(times.Count * 0.99)], "ms", 1, walk[(int)(walk.Count * 0.99)], "every coach's free places are counted");
        table.Add("  what it allocates: the answer, nothing for each candidate (a test says so)", allocated / 1e3, "kB");
        table.Add("  the coaches made ready, once", Enumerable.Range(0, 9).Select(_ => Milliseconds(() => new CoachPool(loads, Rules.Weights))).Order().ElementAt(4), "ms");
    }

    private static void Plan(RatioTable table, string what, int waiting, int coaches, double? goal = null, bool fewChoices = false)
    {
        var network = new InventedNetwork(2);
        var loads = network.Coaches(coaches, local: fewChoices);
        var asks = network.Asks(waiting, oneNeed: fewChoices);
        if (waiting < 10_000)
            Planner.Make(asks, new(loads, Rules.Weights), Rules, OrToolsFlow.Solve); // Warms the code.

        var solver = TimeSpan.Zero;
        var (nodes, arcs) = (0, 0);
        var watch = Stopwatch.StartNew();
        var plan = Planner.Make(asks, new(loads, Rules.Weights), Rules, graph =>
        {
            (nodes, arcs) = (graph.Sink + 1, graph.Arcs);
            using var flow = OrToolsFlow.Load(graph, cost => cost);
            var units = Array.Empty<int>();
            solver = Timed(() => units = OrToolsFlow.Solve(flow, graph));
            return units;
        });
        watch.Stop();
        table.Add($"plan {what}: {plan.Assignments.Count:N0} served", watch.Elapsed.TotalSeconds, "s", goal ?? 2 * solver.TotalSeconds, solver.TotalSeconds, $"the solver alone: {nodes:N0} nodes, {arcs:N0} arcs");
    }

    /// <summary>What looking at fewer pairs costs: never who is served, only some fit.</summary>
    private static void Prune(RatioTable table, int waiting, int coaches)
    {
        var network = new InventedNetwork(2);
        var pool = new CoachPool(network.Coaches(coaches), Rules.Weights);
        var asks = network.Asks(waiting);
        var whole = Planner.Make(asks, pool, Rules, OrToolsFlow.Solve, new() { MostPairs = int.MaxValue });
        var pruned = Planner.Make(asks, pool, Rules, OrToolsFlow.Solve, new() { MostPairs = 50 * whole.Assignments.Count });
        if (!whole.Assignments.Select(one => one.Ask).SequenceEqual(pruned.Assignments.Select(one => one.Ask)))
            throw new InvalidOperationException("Pruning changed who is served.");
        table.Add("  fit lost where each request keeps its 50 best coaches", 100 * (1 - (pruned.TotalFit / whole.TotalFit)), "%");
    }

    private static double Milliseconds(Func<object> work) => Timed(() => GC.KeepAlive(work())).TotalMilliseconds;

    private static TimeSpan Timed(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}
