using System.Runtime.InteropServices;

namespace Arl.Domain.Matching;

/// <summary>
/// Plans all who wait against all free places: first by priority, then by total fit. <see cref="ServedFirst"/> finds who can be served; a minimum-cost maximum-flow over those
/// finds with whom. Requests that cannot be served are no nodes of the graph (unless one of the same priority is served: then either may be), which loses nothing.
/// </summary>
public static class Planner
{
    /// <summary>Same input, same plan, whatever the order of the requests and the coaches.</summary>
    public static WaitingPlan Make(IEnumerable<Ask> waiting, CoachPool pool, MatchingRules rules, FlowSolver solve, PlanLimits? limits = null)
    {
        var queue = waiting.Select(ask => (Ask: ask, Priority: Priority.Of(ask, rules.CreditPerDay)))
            .OrderBy(one => one.Priority).ThenBy(one => one.Ask.ReceivedAt).ThenBy(one => one.Ask.Reference.Code, StringComparer.Ordinal).ToList();
        var asks = queue.ConvertAll(one => one.Ask);
        var served = new ServedFirst(pool, asks);
        var contenders = Contenders(queue.ConvertAll(one => one.Priority), served);
        if (contenders.Count == 0)
            return new([], asks);

        var graph = new PlanGraph(pool, asks, contenders, served, limits ?? PlanLimits.Default);
        var assigned = graph.Read(solve(graph.Graph));
        var assignments = InTurn(pool, asks, assigned);
        return new(assignments, [.. asks.Where((_, i) => !assigned.ContainsKey(i))]);
    }

    /// <summary>Who is served, and who is not but has the very priority of one who is; with the rank that the cost needs: a step for each change between the two kinds.</summary>
    private static List<Contender> Contenders(List<Priority> priorities, ServedFirst served)
    {
        var contenders = new List<Contender>();
        var (rank, wasOpen) = (0, false);
        for (var from = 0; from < priorities.Count;)
        {
            var to = from;
            while (to < priorities.Count && priorities[to] == priorities[from])
                to++;
            var peers = Enumerable.Range(from, to - from).ToList();
            if (peers.Exists(served.IsServed))
            {
                var isOpen = !peers.TrueForAll(served.IsServed);
                if (contenders.Count > 0 && (isOpen || wasOpen))
                    rank++;
                wasOpen = isOpen;
                contenders.AddRange(peers.Select(ask => new Contender(ask, rank)));
            }
            from = to;
        }
        return contenders;
    }

    /// <summary>The fits as they are when the first in the queue is introduced first: the next one finds the coach and the organization a place fuller.</summary>
    private static List<Assignment> InTurn(CoachPool pool, List<Ask> asks, SortedDictionary<int, int> assigned)
    {
        var loads = new LoadsInTurn(pool);
        var assignments = new List<Assignment>(assigned.Count);
        foreach (var (ask, coach) in assigned)
        {
            assignments.Add(new(asks[ask], pool.Loads[coach].Coach.Id, loads.FitOf(pool.Prepare(asks[ask]), coach)));
            loads.Take(coach);
        }
        return assignments;
    }
}

/// <param name="Ask">Its place in the queue.</param>
/// <param name="Rank">0 for those who come first; equal within a rank.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Contender(int Ask, int Rank);
