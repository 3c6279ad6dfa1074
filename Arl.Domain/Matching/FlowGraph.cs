namespace Arl.Domain.Matching;

/// <summary>
/// A minimum-cost maximum-flow problem: nodes from 0 on, some with a supply of 1 and one that takes everything; arcs with a capacity and a cost for each unit.
/// The domain states the problem and reads the answer; who solves it is the caller's choice.
/// </summary>
public sealed class FlowGraph
{
    private readonly List<int> _from;
    private readonly List<int> _to;
    private readonly List<int> _capacity;
    private readonly List<long> _cost;

    internal FlowGraph(int suppliers, int sink, int arcs)
    {
        (Suppliers, Sink) = (suppliers, sink);
        (_from, _to, _capacity, _cost) = (new(arcs), new(arcs), new(arcs), new(arcs));
    }

    /// <summary>Nodes 0 to here, this one excluded, supply one unit each.</summary>
    public int Suppliers { get; }

    /// <summary>The node that takes as much as comes.</summary>
    public int Sink { get; }

    public int Arcs => _from.Count;

    internal int Add(int from, int to, int capacity, long cost)
    {
        _from.Add(from);
        _to.Add(to);
        _capacity.Add(capacity);
        _cost.Add(cost);
        return _from.Count - 1;
    }

    public (int From, int To, int Capacity, long Cost) this[int arc] => (_from[arc], _to[arc], _capacity[arc], _cost[arc]);
}

/// <summary>Solves the problem to the optimum: the most flow, and of that the cheapest. Answers the units on each arc, in the order of the arcs.</summary>
/// <exception cref="InvalidOperationException">The solver could not, e.g. a cost is too large for its arithmetic.</exception>
public delegate int[] FlowSolver(FlowGraph graph);
