using Arl.Domain.Matching;
using Google.OrTools.Graph;

namespace Arl.Functions.Matching;

/// <summary>The planning problem solved by Google OR-Tools: the cost-scaling push-relabel of Goldberg and Tarjan.</summary>
public static class OrToolsFlow
{
    public static int[] Solve(FlowGraph graph) => Solve(graph, cost => cost);

    /// <param name="cost">What an arc costs, of what the graph says: for a test that makes it wrong.</param>
    internal static int[] Solve(FlowGraph graph, Func<long, long> cost)
    {
        using var flow = Load(graph, cost);
        return Solve(flow, graph);
    }

    /// <summary>The graph as the solver holds it, unsolved.</summary>
    internal static MinCostFlow Load(FlowGraph graph, Func<long, long> cost)
    {
        var flow = new MinCostFlow(graph.Sink + 1, graph.Arcs);
        for (var arc = 0; arc < graph.Arcs; arc++)
        {
            var (from, to, capacity, unitCost) = graph[arc];
            flow.AddArcWithCapacityAndUnitCost(from, to, capacity, cost(unitCost));
        }
        for (var node = 0; node < graph.Suppliers; node++)
            flow.SetNodeSupply(node, 1);
        flow.SetNodeSupply(graph.Sink, -graph.Suppliers);
        return flow;
    }

    /// <exception cref="InvalidOperationException">The solver found no optimum.</exception>
    internal static int[] Solve(MinCostFlow flow, FlowGraph graph)
    {
        if (flow.SolveMaxFlowWithMinCost() is not MinCostFlowBase.Status.OPTIMAL and var status)
            throw new InvalidOperationException($"The flow solver answers {status} for {graph.Sink + 1} nodes and {graph.Arcs} arcs.");
        var units = new int[graph.Arcs];
        for (var arc = 0; arc < units.Length; arc++)
            units[arc] = (int)flow.Flow(arc);
        return units;
    }
}
