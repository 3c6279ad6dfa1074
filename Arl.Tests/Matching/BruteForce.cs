using Arl.Domain.Coaches;
using Arl.Domain.Matching;

namespace Arl.Tests.Matching;

/// <summary>The definitions themselves, by trying every arrangement: what the planner must equal on small instances.</summary>
internal sealed class BruteForce
{
    private readonly Ask[] _asks;
    private readonly CoachLoad[] _coaches;
    private readonly bool[,] _may;
    private readonly List<int[]> _arrangements = [];

    public BruteForce(Ask[] asks, CoachLoad[] coaches)
    {
        (_asks, _coaches) = (asks, coaches);
        _may = new bool[asks.Length, coaches.Length];
        for (var ask = 0; ask < asks.Length; ask++)
        {
            for (var coach = 0; coach < coaches.Length; coach++)
                _may[ask, coach] = CoachRules.MayCoach(asks[ask], coaches[coach].Coach);
        }
        Arrange(0, new int[asks.Length], [.. coaches.Select(load => load.Free)]);
    }

    /// <summary>Some arrangement serves all of these.</summary>
    public bool CanServe(IReadOnlySet<Ask> asks) => _arrangements.Exists(arrangement => Enumerable.Range(0, _asks.Length).All(i => arrangement[i] >= 0 || !asks.Contains(_asks[i])));

    /// <summary>Of all arrangements that serve the highest priorities (compared one by one, the highest first), the greatest total fit.</summary>
    public (List<Priority> Served, double TotalFit) Best(MatchingRules rules) => _arrangements
        .Select(arrangement => (Served: Priorities(arrangement, rules), TotalFit: TotalFit(arrangement, rules)))
        .Aggregate((best, other) => Compare(other.Served, best.Served) is var order && (order < 0 || (order == 0 && other.TotalFit > best.TotalFit)) ? other : best);

    private static int Compare(List<Priority> a, List<Priority> b)
    {
        for (var i = 0; i < Math.Min(a.Count, b.Count); i++)
        {
            if (a[i] != b[i])
                return a[i].CompareTo(b[i]);
        }
        return b.Count.CompareTo(a.Count);
    }

    private List<Priority> Priorities(int[] arrangement, MatchingRules rules) =>
        [.. Enumerable.Range(0, _asks.Length).Where(i => arrangement[i] >= 0).Select(i => Priority.Of(_asks[i], rules.CreditPerDay)).Order()];

    /// <summary>Each introduced in turn, every one finding the network as the one before left it.</summary>
    private double TotalFit(int[] arrangement, MatchingRules rules)
    {
        var loads = _coaches.ToArray();
        var total = 0.0;
        for (var i = 0; i < _asks.Length; i++)
        {
            if (arrangement[i] < 0)
                continue;
            ref var load = ref loads[arrangement[i]];
            total += Fresh(loads, rules, _asks[i], load);
            load = load with { Taken = load.Taken + 1 };
        }
        return Math.Round(total, 2);
    }

    private static double Fresh(CoachLoad[] loads, MatchingRules rules, Ask ask, CoachLoad load) => new CoachPool(loads, rules.Weights).FitOf(ask, load.Coach.Id).Score;

    private void Arrange(int ask, int[] arrangement, int[] free)
    {
        if (ask == _asks.Length)
        {
            _arrangements.Add([.. arrangement]);
            return;
        }
        arrangement[ask] = -1;
        Arrange(ask + 1, arrangement, free);
        for (var coach = 0; coach < free.Length; coach++)
        {
            if (free[coach] == 0 || !_may[ask, coach])
                continue;
            free[coach]--;
            arrangement[ask] = coach;
            Arrange(ask + 1, arrangement, free);
            free[coach]++;
        }
        arrangement[ask] = -1;
    }
}
