namespace Arl.Domain.Matching;

/// <summary>
/// The coaches with room that a plan looks at for one request: all, or the best and the one that the guarantee needs. Each is one number, what its fit lacks above and which coach it is below,
/// so that the lowest is the best, and of equals the first id.
/// </summary>
internal sealed class BestCoaches(CoachPool pool, int keep)
{
    private readonly ulong[] _candidates = new ulong[pool.Words];
    private readonly long[] _ranked = new long[pool.Loads.Count];

    public static int Number(long one) => (int)(one & uint.MaxValue);

    /// <summary>What its fit lacks, in hundredths of a point.</summary>
    public static int Lacks(long one) => (int)(one >> 32);

    /// <param name="witness">Whom the guarantee needs, −1 where it needs nobody.</param>
    /// <returns>Good until the next request.</returns>
    public ReadOnlySpan<long> Of(Ask ask, int witness)
    {
        pool.Permitted(ask, _candidates);
        CoachBits.KeepOnly(_candidates, pool.Room);
        var prepared = pool.Prepare(ask);
        if (CoachBits.Count(_candidates) <= keep)
            return _ranked.AsSpan(0, All(prepared));
        Best(prepared);
        if (witness < 0 || Holds(_ranked.AsSpan(0, keep), witness))
            return _ranked.AsSpan(0, keep);
        _ranked[keep] = Rank(prepared, witness);
        return _ranked.AsSpan(0, keep + 1);
    }

    private int All(in PreparedAsk ask)
    {
        var count = 0;
        for (var coach = CoachBits.Next(_candidates, 0); coach >= 0; coach = CoachBits.Next(_candidates, coach + 1))
            _ranked[count++] = Rank(ask, coach);
        return count;
    }

    /// <summary>Whenever twice as many as are kept have been found the worse half goes, and from then on only who is better than the last of them comes in.</summary>
    private void Best(in PreparedAsk ask)
    {
        var (count, most, last) = (0, (int)Math.Min(2L * keep, _ranked.Length), long.MaxValue);
        for (var coach = CoachBits.Next(_candidates, 0); coach >= 0; coach = CoachBits.Next(_candidates, coach + 1))
        {
            if (Rank(ask, coach) is var one && one > last)
                continue;
            _ranked[count++] = one;
            if (count == most)
            {
                Array.Sort(_ranked, 0, count);
                (count, last) = (keep, _ranked[keep - 1]);
            }
        }
        Array.Sort(_ranked, 0, count);
    }

    private long Rank(in PreparedAsk ask, int coach) => ((long)(Fit.Whole - pool.PairCents(ask, coach)) << 32) | (uint)coach;

    private static bool Holds(ReadOnlySpan<long> ranked, int coach)
    {
        foreach (var one in ranked)
        {
            if (Number(one) == coach)
                return true;
        }
        return false;
    }
}
