using System.Runtime.InteropServices;
using Arl.Domain.Coaches;

namespace Arl.Domain.Matching;

public abstract record Choice
{
    private Choice() { }

    /// <param name="Next">The next candidates, at most two.</param>
    public sealed record Chosen(CoachLoad Coach, Fit Fit, FitWeights Weights, IReadOnlyList<RunnerUp> Next) : Choice;

    /// <param name="Because">In words, what stands in the way.</param>
    public sealed record Nobody(string Because) : Choice;
}

/// <summary>Picks the best coach with room for one request. Same input, same answer, whatever the order of the coaches; of equals the first id.</summary>
public static class Matchmaker
{
    private const int OnTheStack = 512; // Words of 64 coaches.

    public static Choice Choose(Ask ask, CoachPool pool)
    {
        var permitted = pool.Words <= OnTheStack ? stackalloc ulong[pool.Words] : new ulong[pool.Words];
        pool.Permitted(ask, permitted);
        var prepared = pool.Prepare(ask);
        var best = Candidate.None;
        var top = new Podium();
        for (var coach = CoachBits.Next(permitted, 0); coach >= 0; coach = CoachBits.Next(permitted, coach + 1))
        {
            var candidate = new Candidate(coach, pool.FitOf(prepared, coach));
            top.Add(candidate);
            if (CoachBits.Has(pool.Room, coach) && candidate.IsBefore(best))
                best = candidate;
        }
        return best.Coach < 0 ? new Choice.Nobody(WhyNobody.Because(ask, pool.Loads)) : Chosen(pool, best, top);
    }

    /// <summary>The choice of a coach who was reserved by an earlier try, explained as if it had been made here.</summary>
    /// <param name="coachId">One of the pool who may coach it.</param>
    public static Choice.Chosen Keep(Ask ask, CoachPool pool, string coachId) => Explain(ask, pool, pool.IndexOf(coachId), new(pool), BetterBecause.ReservedBefore);

    /// <summary>As <see cref="Choose"/> explains, for a coach that is given; places that were given away in turn count as gone.</summary>
    internal static Choice.Chosen Explain(Ask ask, CoachPool pool, int chosen, LoadsInTurn loads, BetterBecause why)
    {
        var permitted = new ulong[pool.Words];
        pool.Permitted(ask, permitted);
        var prepared = pool.Prepare(ask);
        var top = new Podium();
        for (var coach = CoachBits.Next(permitted, 0); coach >= 0; coach = CoachBits.Next(permitted, coach + 1))
            top.Add(new(coach, loads.FitOf(prepared, coach)));
        return Chosen(pool, new(chosen, loads.FitOf(prepared, chosen)), top, loads, why);
    }

    private static Choice.Chosen Chosen(CoachPool pool, Candidate best, in Podium top, LoadsInTurn? loads = null, BetterBecause why = BetterBecause.Never) => new(
        pool.Loads[best.Coach], best.Fit, pool.Weights,
        [.. top.All.Where(one => one.Coach >= 0 && one.Coach != best.Coach).Take(2).Select(one => RunnerUp.Of(loads?.Load(one.Coach) ?? pool.Loads[one.Coach], one.Fit, best.Fit, one.Coach < best.Coach, why))]);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(int Coach, Fit Fit)
    {
        public static Candidate None => new(-1, default);

        /// <summary>Coaches come in the order of their ids, so of equals the one before stays.</summary>
        public bool IsBefore(Candidate other) => other.Coach < 0 || Fit.Cents > other.Fit.Cents;
    }

    /// <summary>The best three so far, with room or without. It changes in place: copied for each of a thousand coaches it was a quarter of a decision.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Podium()
    {
        private Candidate _first = Candidate.None;
        private Candidate _second = Candidate.None;
        private Candidate _third = Candidate.None;

        public readonly IReadOnlyList<Candidate> All => [_first, _second, _third];

        public void Add(in Candidate candidate)
        {
            if (!candidate.IsBefore(_third))
                return;
            if (candidate.IsBefore(_first))
                (_first, _second, _third) = (candidate, _first, _second);
            else if (candidate.IsBefore(_second))
                (_second, _third) = (candidate, _second);
            else
                _third = candidate;
        }
    }
}
