using Arl.Domain.Coaches;

namespace Arl.Domain.Matching;

/// <summary>A pool while places of it are given away one after the other: every next request finds coach and organization as the one before left them.</summary>
public sealed class LoadsInTurn(CoachPool pool)
{
    private readonly int[] _taken = new int[pool.Loads.Count];
    private readonly int[] _takenOfOrganization = new int[pool.Organizations.Count];

    /// <summary>Gives a place of this coach to this request, as the plan says, and explains it by the loads of this moment.</summary>
    /// <param name="coachId">One of the pool.</param>
    public Choice.Chosen Give(Ask ask, string coachId)
    {
        var coach = pool.IndexOf(coachId);
        var chosen = Matchmaker.Explain(ask, pool, coach, this, BetterBecause.ThePlanSays);
        Take(coach);
        return chosen;
    }

    internal void Take(int coach)
    {
        _taken[coach]++;
        _takenOfOrganization[pool.OrganizationOf(coach)]++;
    }

    internal Fit FitOf(in PreparedAsk ask, int coach) => pool.FitOf(ask, coach, _taken[coach], _takenOfOrganization[pool.OrganizationOf(coach)]);

    internal CoachLoad Load(int coach) => pool.Loads[coach] with { Taken = pool.Loads[coach].Taken + _taken[coach] };
}

/// <summary>Why a coach who fits as well or better was not taken.</summary>
internal enum BetterBecause { Never, ThePlanSays, ReservedBefore }
