namespace Arl.Domain.Matching;

/// <summary>
/// The planning problem as a graph: requests → coaches → organizations → sink. A pair's arc costs what its fit lacks of 100; a coach's and an organization's places are arcs
/// of one unit each, every next one dearer by the share of room that is lost, so that the total is what introducing them one after the other would score
/// (with the coaches' experience as it was when the plan was made: what two of a plan teach each other is not foreseen).
/// Where peers compete for a place, rank outweighs any fit: a change of who is served re-arranges each coach at most once, so coaches × 100 points (and a margin) is enough.
/// Of equal plans the one with the first ids: less than a hundredth of a point for all coaches together.
/// </summary>
internal sealed class PlanGraph
{
    /// <summary>Up to so many pairs equal plans are told apart by the coaches' ids; beyond it the sums grow too large for the solver to stay quick, and equal plans are equal.</summary>
    private const long MostPairsWithTies = 1_000_000;

    /// <summary>It multiplies costs by the number of nodes, in 64 bits.</summary>
    private const double MostOfTheSolver = 1e18;

    private readonly CoachPool _pool;
    private readonly List<Ask> _asks;
    private readonly List<Contender> _contenders;
    private readonly ServedFirst _served;
    private readonly List<(int Ask, int Coach)> _pairs = [];
    private readonly long _scale;

    public PlanGraph(CoachPool pool, List<Ask> asks, List<Contender> contenders, ServedFirst served, PlanLimits limits)
    {
        (_pool, _asks, _contenders, _served) = (pool, asks, contenders, served);
        var sink = contenders.Count + pool.Loads.Count + pool.Organizations.Count;
        _scale = Scale(sink + 1);
        Graph = new(contenders.Count, sink, (int)Math.Min(limits.MostPairs, (long)contenders.Count * pool.Loads.Count));
        AddPairs(limits);
        AddPlaces(sink);
    }

    public FlowGraph Graph { get; }

    /// <summary>Request → coach, in the order of the queue.</summary>
    public SortedDictionary<int, int> Read(int[] units)
    {
        var assigned = new SortedDictionary<int, int>();
        for (var arc = 0; arc < _pairs.Count; arc++)
        {
            if (units[arc] > 0)
                assigned.Add(_pairs[arc].Ask, _pairs[arc].Coach);
        }
        return assigned;
    }

    private long Outweighs => (long)Fit.Whole * (_pool.Loads.Count + 4);

    /// <summary>What a hundredth of a point is worth, so that the ids of the coaches together are worth less; 1 where that would be more than the solver can add up.</summary>
    private long Scale(int nodes)
    {
        var pairs = (long)_contenders.Count * _pool.Loads.Count;
        var dearest = (double)(Fit.Whole + (Outweighs * _contenders[^1].Rank)) * (pairs + 1);
        return pairs <= MostPairsWithTies && dearest * nodes < MostOfTheSolver ? pairs + 1 : 1;
    }

    private void AddPairs(PlanLimits limits)
    {
        var best = new BestCoaches(_pool, keep: Math.Max(limits.FewestCoaches, limits.MostPairs / _contenders.Count));
        var outweighs = Outweighs;
        for (var node = 0; node < _contenders.Count; node++)
        {
            var (ask, rank) = _contenders[node];
            foreach (var one in best.Of(_asks[ask], _served.CoachOf(ask)))
                AddPair(node, ask, BestCoaches.Number(one), BestCoaches.Lacks(one) + (outweighs * rank));
        }
    }

    private void AddPair(int node, int ask, int coach, long cost)
    {
        Graph.Add(node, _contenders.Count + coach, 1, (cost * _scale) + (_scale > 1 ? coach : 0));
        _pairs.Add((ask, coach));
    }

    private void AddPlaces(int sink)
    {
        var organization = _contenders.Count + _pool.Loads.Count;
        for (var coach = 0; coach < _pool.Loads.Count; coach++)
            AddUnits(_contenders.Count + coach, organization + _pool.OrganizationOf(coach), _pool.Loads[coach].Free, coach, _pool.CoachRoomCents);
        for (var i = 0; i < _pool.Organizations.Count; i++)
            AddUnits(organization + i, sink, Math.Min(_pool.Organizations[i].Free, _contenders.Count), i, _pool.OrganizationRoomCents);
    }

    /// <summary>Places in turn; neighbors of the same cost are one arc.</summary>
    private void AddUnits(int from, int to, int places, int of, Func<int, int, int> roomCents)
    {
        for (var place = 0; place < places;)
        {
            var (first, cents) = (place, roomCents(of, place));
            while (place < places && roomCents(of, place) == cents)
                place++;
            Graph.Add(from, to, place - first, (Fit.Whole - cents) * _scale);
        }
    }
}
