using Arl.Domain.Matching;
using Arl.Domain.Matching.Simulation;
using Arl.Functions.Matching;

namespace Arl.Functions.Hosting.Local.Simulate;

/// <param name="Name">As a column's head: the policy, and before or after where coaches are added.</param>
/// <param name="With">With the added coaches.</param>
internal sealed record SimulatedRun(string Name, bool With, SimulationResult Result)
{
    public SimulationFigures Figures { get; } = SimulationFigures.Of(Result);
}

/// <summary>A column for each policy, or two where coaches are added.</summary>
internal static class SimulatedRuns
{
    /// <param name="progress">The share done, 0–1.</param>
    public static IReadOnlyList<SimulatedRun> Run(SimulateInput input, MatchingRules rules, Action<double> progress, CancellationToken cancel)
    {
        var columns = input.Options.Policies.SelectMany(policy => input.Added.Count == 0 ? [(policy, With: false)] : new[] { (policy, With: false), (policy, With: true) }).ToList();
        return [.. columns.Select((column, at) => Run(input, column.policy, column.With, rules, share => Report(at + share), cancel))];

        void Report(double done)
        {
            cancel.ThrowIfCancellationRequested();
            progress(done / columns.Count);
        }
    }

    private static SimulatedRun Run(SimulateInput input, SimulationPolicy policy, bool with, MatchingRules rules, Action<double> progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var coaches = with ? [.. input.Coaches, .. input.Added] : input.Coaches;
        var result = new Simulator(coaches, input.Requests, input.Period, rules, OrToolsFlow.Solve).Run(policy, progress);
        return new(SimulateOptions.NameOf(policy) + (input.Added.Count == 0 ? "" : with ? "\nafter" : "\nbefore"), with, result);
    }
}
