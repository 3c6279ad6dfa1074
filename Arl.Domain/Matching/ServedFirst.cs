using System.Numerics;

namespace Arl.Domain.Matching;

/// <summary>
/// Decides who can be served at all: takes requests in the order of priority and serves each if places can be re-arranged for it without leaving out anybody served before
/// (an augmenting path). Sets of requests that can be served together are the independent sets of a transversal matroid (Edmonds and Fulkerson, 1965), so this greedy
/// choice is the best one for every request in turn. Where a search fails, all coaches it saw are full and stay so, and are never searched again.
/// </summary>
internal sealed class ServedFirst
{
    private const int Nobody = -1;
    private readonly CoachPool _pool;
    private readonly int[] _free;
    private readonly List<int>[] _holders;
    private readonly int[] _heldWith;
    private readonly ulong[]?[] _candidates;
    private readonly ulong[] _open;
    private readonly ulong[] _withRoom;
    private readonly ulong[] _seen;
    private readonly ulong[] _asked;
    private readonly int[] _cameFrom;
    private readonly Queue<int> _search = new();

    public ServedFirst(CoachPool pool, IReadOnlyList<Ask> inOrder)
    {
        _pool = pool;
        _free = [.. pool.Loads.Select(load => load.Free)];
        _holders = [.. pool.Loads.Select(_ => new List<int>())];
        _heldWith = new int[inOrder.Count];
        _candidates = new ulong[]?[inOrder.Count];
        _withRoom = pool.Room.ToArray();
        _open = pool.Room.ToArray();
        _seen = new ulong[pool.Words];
        _asked = new ulong[pool.Words];
        _cameFrom = new int[pool.Loads.Count];
        Array.Fill(_heldWith, Nobody);
        for (var ask = 0; ask < inOrder.Count; ask++)
            Serve(ask, inOrder[ask]);
    }

    public bool IsServed(int ask) => _heldWith[ask] != Nobody;

    /// <summary>One way to serve everybody who is served: the guarantee's witness.</summary>
    public int CoachOf(int ask) => _heldWith[ask];

    private void Serve(int ask, Ask asked)
    {
        _pool.Permitted(asked, _asked);
        CoachBits.KeepOnly(_asked, _open);
        if (CoachBits.Next(_asked, 0) < 0)
            return;
        if (FirstOfBoth(_asked, _withRoom) is >= 0 and var coach)
            Hold(ask, coach);
        else if (!Rearranged(ask))
            return;
        _candidates[ask] = [.. _asked];
    }

    /// <summary>Breadth first through coaches and those they hold, to a coach with room.</summary>
    private bool Rearranged(int ask)
    {
        Array.Clear(_seen);
        _search.Clear();
        var found = Reach(ask, _asked);
        while (found == Nobody && _search.TryDequeue(out var coach))
            found = ReachThrough(coach);
        if (found == Nobody)
            Close();
        else
            Move(ask, found);
        return found != Nobody;
    }

    private int ReachThrough(int coach)
    {
        foreach (var holder in _holders[coach])
        {
            if (Reach(holder, _candidates[holder]!) is >= 0 and var found)
                return found;
        }
        return Nobody;
    }

    /// <summary>Notes the coaches that this request could move to; answers one with room, if there is one.</summary>
    private int Reach(int ask, ulong[] candidates)
    {
        for (var word = 0; word < candidates.Length; word++)
        {
            var fresh = candidates[word] & _open[word] & ~_seen[word];
            _seen[word] |= fresh;
            for (; fresh != 0; fresh &= fresh - 1)
            {
                var coach = (word << 6) + BitOperations.TrailingZeroCount(fresh);
                _cameFrom[coach] = ask;
                if (_free[coach] > 0)
                    return coach;
                _search.Enqueue(coach);
            }
        }
        return Nobody;
    }

    /// <summary>Each on the path moves one on, from the coach with room back to the request that began it.</summary>
    private void Move(int ask, int coach)
    {
        while (true)
        {
            var mover = _cameFrom[coach];
            var left = _heldWith[mover];
            if (left != Nobody)
            {
                _holders[left].Remove(mover);
                _free[left]++;
            }
            Hold(mover, coach);
            if (mover == ask)
                return;
            coach = left;
        }
    }

    private void Hold(int ask, int coach)
    {
        _heldWith[ask] = coach;
        _holders[coach].Add(ask);
        if (--_free[coach] == 0)
            CoachBits.Remove(_withRoom, coach);
    }

    private void Close()
    {
        for (var word = 0; word < _open.Length; word++)
            _open[word] &= ~_seen[word];
    }

    private static int FirstOfBoth(ulong[] one, ulong[] other)
    {
        for (var word = 0; word < one.Length; word++)
        {
            if ((one[word] & other[word]) is var both and not 0)
                return (word << 6) + BitOperations.TrailingZeroCount(both);
        }
        return Nobody;
    }
}
